import { ArrowDown } from 'lucide-react'
import type { RefObject } from 'react'
import { useBelow } from '../state/use-below.ts'
import type { ChartPlaces } from './heights.ts'

interface ChartsBelowProps {
  readonly figure: RefObject<HTMLElement | null>
  readonly places: ChartPlaces
}

/** How many charts the lower edge cuts off, and the way to them. */
export function ChartsBelow({ figure, places: { rows, axis, total } }: ChartsBelowProps) {
  const layout = rows.map(({ key, top }) => `${key} ${top}`).join()
  const below = useBelow(figure, '.stage-body', layout, { room: total - axis })
  if (below.length === 0) return null
  return (
    <button
      type="button"
      className="chart-below"
      data-picture="out"
      title={below.join(', ')}
      onClick={() => figure.current?.scrollIntoView({ block: 'end' })}
    >
      <ArrowDown size={12} strokeWidth={2} aria-hidden />
      {below.length} more {below.length === 1 ? 'chart' : 'charts'}
    </button>
  )
}
