import type { Tone } from '../machine/part.ts'
import type { Millis, Unit } from '../units.ts'
import type { Params, Values } from './param.ts'

/** A number read off the world at each sample: chart, goal line, challenge and sweep all read it from here. */
export interface Probe<P extends Params, World> {
  readonly label: string
  readonly unit: Unit
  /** `level` stands for itself; `count` only ever grows, and charts show what it grew by per second. */
  readonly kind: 'level' | 'count'
  /** NaN where there is nothing to read. */
  readonly read: (world: World, params: Values<P>, now: Millis) => number
}

export interface Series {
  readonly probe: string
  readonly label: string
  readonly tone?: Tone
  /** Line pattern of percentiles: p50 solid, p95 dashed, p99 dotted. */
  readonly dash?: 'solid' | 'dashed' | 'dotted'
  /** A law drawn over the measured curve: dotted, with author and year. */
  readonly theory?: string
}

/** A labelled level drawn across a chart; it follows the parameters. Undefined when it does not apply. */
export interface Mark<P extends Params> {
  readonly label: string
  readonly value: (params: Values<P>) => number | undefined
}

interface CommonChart<P extends Params> {
  readonly key: string
  readonly title: string
  readonly unit: string
  readonly series: readonly Series[]
  readonly marks?: readonly Mark<P>[]
  /** The main chart is higher. */
  readonly tall?: boolean
  /** Said instead of an empty plot. */
  readonly empty: string
  /** The smallest top of the axis, so that it does not jump about. */
  readonly floor?: number
  /** Left out while this does not hold: with these settings it would never have anything to show. */
  readonly shownWhen?: (params: Values<P>) => boolean
}

/** Charts are small multiples on one time axis: bars of counts per second, stacked by severity, or lines and steps. */
export type Chart<P extends Params = Params> =
  | ({ readonly kind: 'bars' } & CommonChart<P>)
  | ({ readonly kind: 'lines'; readonly stepped?: boolean } & CommonChart<P>)
