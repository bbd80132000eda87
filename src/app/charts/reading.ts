import type { Chart, Probe, Series } from '../../lab/chart.ts'
import { type Millis, number, type Unit } from '../../units.ts'
import type { Samples } from '../../worker/protocol.ts'
import { type Bars, levelAt, rateAt } from './samples.ts'

type AnyProbe = Pick<Probe<never, never>, 'unit' | 'kind'>

/** What turns a value into a chart's unit: 100 for shares in per cent, 0.001 for milliseconds in seconds, else 1. */
export function factorOf(chart: Chart, unit: Unit | undefined): number {
  if (unit === 'share' && chart.unit.includes('%')) return 100
  return unit === 'ms' && /^s\b/.test(chart.unit) ? 0.001 : 1
}

/** A value in legend and axis; its unit stands in the chart's title. A missing one is an en dash. */
export function reading(value: number, factor: number): string {
  return number(Number((value * factor).toPrecision(12)))
}

/** A value beside a tick of an axis, where room is short: thousands as k, millions as M. */
export function tickText(value: number, factor: number): string {
  const size = Math.abs(value * factor)
  if (size < 1000) return reading(value, factor)
  return size < 1e6 ? `${reading(value / 1000, factor)}k` : `${reading(value / 1e6, factor)}M`
}

/** What a series was at a moment; NaN where nothing is known. */
export function valueAt(chart: Chart, series: Series, samples: Samples, bars: Bars | undefined, at: Millis): number {
  return chart.kind === 'bars' && bars ? rateAt(samples, bars, series.probe, at) : levelAt(samples, series.probe, at)
}

/** The factor of a whole chart: that of its first series. */
export function chartFactor(chart: Chart, probes: Readonly<Record<string, AnyProbe>>): number {
  return factorOf(chart, probes[chart.series[0]?.probe ?? '']?.unit)
}
