import { useMemo } from 'react'
import type { TraceParam } from '../../lab/param.ts'
import { valueText } from '../../lab/text.ts'
import { traceOf } from '../../lab/trace.ts'

const WIDTH = 240
const HEIGHT = 36

export interface TraceControlProps {
  readonly param: TraceParam
  readonly value: string
}

/** A recorded load in small: it is imported, not drawn by hand. */
export function TraceControl({ param, value }: TraceControlProps) {
  const path = useMemo(() => pathOf(value), [value])
  return (
    <div className="control trace-control" data-hint={param.help}>
      <span className="control-label">{param.label}</span>
      <span className="trace-words">{valueText(param, value)}</span>
      {path !== '' && (
        <svg viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path} />
        </svg>
      )}
    </div>
  )
}

/** Steps: each rate holds until the next. */
function pathOf(text: string): string {
  const { times, rates } = traceOf(text) ?? { times: [], rates: [] }
  const last = times.at(-1) ?? 0
  const largest = Math.max(...rates, Number.MIN_VALUE)
  const y = (rate: number): string => (HEIGHT * (1 - rate / largest)).toFixed(1)
  if (last === 0) return ''
  return times
    .map((time, i) => {
      const x = ((time / last) * WIDTH).toFixed(1)
      return i === 0 ? `M0 ${y(rates[0] ?? 0)}` : `H${x}V${y(rates[i] ?? 0)}`
    })
    .join('')
}
