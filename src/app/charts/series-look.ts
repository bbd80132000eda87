import type { Chart, Series } from '../../lab/chart.ts'
import type { Tone } from '../../machine/part.ts'
import { severity } from './segments.ts'

/** How a series is drawn, in its chart and in its legend. */
export interface SeriesLook {
  /** CSS colour of a line. */
  readonly stroke: string
  readonly width: number
  /** SVG dash array; undefined is a solid line. */
  readonly dash: string | undefined
  readonly round: boolean
  /** What fills a bar: a colour, or a hatch over it. */
  readonly fill: string
}

/** States whose areas are hatched, besides their colour. */
const HATCHED: ReadonlySet<Tone> = new Set(['caution', 'refused', 'idle', 'suspect'])

/** The custom property of a tone: refused and failed share a colour and differ by their hatch. */
export const toneColour = (tone: Tone): string =>
  tone === 'plain' ? 'var(--series-1)' : `var(--${tone === 'refused' ? 'failed' : tone})`

/** What fills an area of this tone. */
export const toneFill = (tone: Tone): string => (HATCHED.has(tone) ? `url(#hatch-${tone})` : toneColour(tone))

const DASHES = { solid: undefined, dashed: '5 3', dotted: '1.5 2.5' } as const
const WIDTHS = { solid: 2.25, dashed: 1.75, dotted: 1.75 } as const
const PATTERNS = ['solid', 'dashed', 'dotted'] as const

/** The looks of a chart's series: percentiles share one hue, other lines take turns in hue and pattern. */
export function looksOf(chart: Chart): readonly SeriesLook[] {
  const percentiles = chart.series.some(({ dash }) => dash !== undefined)
  let hue = 0
  return chart.series.map((series) => {
    if (series.theory !== undefined) {
      return { stroke: 'var(--ink-2)', width: 2, dash: '0.1 4.5', round: true, fill: 'var(--ink-2)' }
    }
    const index = hue
    if (!percentiles || series.dash === undefined) hue += 1
    const pattern = series.dash ?? PATTERNS[index % PATTERNS.length] ?? 'solid'
    const own = percentiles ? 'var(--series-1)' : `var(--series-${(index % 3) + 1})`
    const tone = series.tone === 'plain' ? undefined : series.tone
    return {
      stroke: tone ? lineColour(tone) : own,
      width: WIDTHS[pattern],
      dash: DASHES[pattern],
      round: false,
      fill: tone ? toneFill(tone) : own,
    }
  })
}

/** Lines of caution take its edge colour, which stands out on both grounds. */
const lineColour = (tone: Tone): string => (tone === 'caution' ? 'var(--caution-edge)' : toneColour(tone))

/** The series in the order in which bars are stacked: fine at the bottom, the worst on top; equals as declared. */
export function stackOrder(series: readonly Series[]): readonly Series[] {
  return [...series].sort((a, b) => severity(a.tone ?? 'plain') - severity(b.tone ?? 'plain'))
}

/** A chart of one measured curve fills the area below it. */
export function fillsArea(chart: Chart): boolean {
  return chart.kind === 'lines' && chart.series.filter(({ theory }) => theory === undefined).length === 1
}
