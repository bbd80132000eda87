import type { Chart } from '../../lab/chart.ts'
import type { Range } from './range.ts'
import type { Row } from './samples.ts'
import type { View } from './view.ts'

export type Corner = 'bottom-right' | 'top-left' | 'top-right' | 'bottom-left'

const CORNERS: readonly Corner[] = ['bottom-right', 'top-left', 'top-right', 'bottom-left']

/** The words beside a law that is drawn: "expected (Demers et al. 1987)"; none while its curve has no point. */
export function theoryNote({ series }: Chart, rows: readonly Row[]): string {
  return series
    .filter(({ probe, theory }) => theory !== undefined && rows.some((row) => typeof row[probe] === 'number'))
    .map(({ label, theory }) => `${label} (${theory})`)
    .join(', ')
}

/** The corner of a plot, two fifths wide and a third high, that the fewest points lie in. */
export function emptiestCorner(rows: readonly Row[], probes: readonly string[], view: View, range: Range): Corner {
  const crowd: Record<Corner, number> = { 'bottom-right': 0, 'top-left': 0, 'top-right': 0, 'bottom-left': 0 }
  for (const row of rows) {
    const x = (row.time - view.from) / (view.to - view.from)
    const side = x < 0 || x > 1 ? undefined : x <= 0.4 ? 'left' : x >= 0.6 ? 'right' : undefined
    if (!side) continue
    for (const probe of probes) {
      const value = row[probe]
      if (value === null || value === undefined) continue
      const y = (value - range.bottom) / (range.top - range.bottom)
      if (y <= 1 / 3) crowd[`bottom-${side}`] += 1
      else if (y >= 2 / 3) crowd[`top-${side}`] += 1
    }
  }
  return CORNERS.reduce((best, corner) => (crowd[corner] < crowd[best] ? corner : best))
}
