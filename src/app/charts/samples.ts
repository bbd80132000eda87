import type { Millis } from '../../units.ts'
import type { Samples } from '../../worker/protocol.ts'

/** One point of a chart: its time, and a value by probe; null is a gap. */
export type Row = Readonly<Record<string, number | null>> & { readonly time: number }

/** Bars: the counts per second of equal spans on a grid that starts at 0. */
export interface Bars {
  /** Width of a bar in time. */
  readonly span: Millis
  /** `time` is the middle of the bar. */
  readonly rows: readonly Row[]
}

/** The time between samples; 0 when there are fewer than two. */
export function stepOf({ time }: Samples): Millis {
  return time.length < 2 ? 0 : (time[1] as number) - (time[0] as number)
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

/** The points of several probes, unchanged. */
export function pointsOf(samples: Samples, probes: readonly string[]): readonly Row[] {
  return Array.from(samples.time, (time, i) => {
    const row: Record<string, number | null> & { time: number } = { time }
    for (const probe of probes) row[probe] = known(samples.values[probe]?.[i])
    return row
  })
}

/**
 * Bars of whole numbers of samples, each at least `least` long. The last bar may still be growing; a first bar
 * of which the beginning is not known is left out.
 */
export function barsOf(samples: Samples, probes: readonly string[], least: Millis): Bars {
  const { time } = samples
  const step = stepOf(samples) || (time[0] ?? 0)
  if (step === 0) return { span: 0, rows: [] }
  const each = Math.max(1, Math.ceil(least / step - 1e-9))
  const span = each * step
  const cells = Array.from(time, (at) => Math.round(at / step) - 1)
  const rows: Row[] = []
  for (let i = 0; i < cells.length; ) {
    const bar = Math.floor((cells[i] as number) / each)
    let next = i
    while (next < cells.length && Math.floor((cells[next] as number) / each) === bar) next += 1
    const whole = cells[i] === bar * each
    if (whole) {
      const row: Record<string, number | null> & { time: number } = { time: (bar + 0.5) * span }
      for (const probe of probes) row[probe] = meanOf(samples.values[probe], i, next, each)
      rows.push(row)
    }
    i = next
  }
  return { span, rows }
}

/** The sum of known values divided by the number of samples of a whole bar; null when none is known. */
function meanOf(values: Float64Array | undefined, from: number, to: number, each: number): number | null {
  let sum = 0
  let count = 0
  for (let i = from; i < to; i += 1) {
    const value = values?.[i] ?? Number.NaN
    if (Number.isNaN(value)) continue
    sum += value
    count += 1
  }
  return count === 0 ? null : sum / each
}

/** The last sample at or before `at`, when it is not older than one step; −1 otherwise. */
export function sampleAt(samples: Samples, at: Millis): number {
  const { time } = samples
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((time[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  const age = low === 0 ? Number.POSITIVE_INFINITY : at - (time[low - 1] as number)
  return age <= Math.max(stepOf(samples), 1) ? low - 1 : -1
}

/** What a level was at `at`; NaN where nothing is known. */
export function levelAt(samples: Samples, probe: string, at: Millis): number {
  return samples.values[probe]?.[sampleAt(samples, at)] ?? Number.NaN
}

/**
 * A count per second at `at`: as high as its bar when that is whole, else over the same time before `at`,
 * because a bar that has just begun says little. NaN where nothing is known.
 */
export function rateAt(samples: Samples, bars: Bars, probe: string, at: Millis): number {
  const { time } = samples
  const step = stepOf(samples)
  if (bars.span === 0 || time.length === 0) return Number.NaN
  const end = time.at(-1) as number
  if (at > end + Math.max(step, 1) || at < (time[0] as number) - step) return Number.NaN
  const bar = bars.rows.find((row) => at > row.time - bars.span / 2 && at <= row.time + bars.span / 2)
  if (bar && bar.time + bars.span / 2 <= end) return bar[probe] ?? Number.NaN
  const each = step === 0 ? 1 : Math.round(bars.span / step)
  const last = time.findLastIndex((moment) => moment <= at) + 1
  return meanOf(samples.values[probe], Math.max(0, last - each), last, Math.min(each, Math.max(1, last))) ?? Number.NaN
}
