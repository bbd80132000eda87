import type { Point } from '../experiment/law.ts'
import type { Sought } from '../experiment/search.ts'
import type { Verdict } from '../experiment/verdict.ts'
import type { Caption, Evidence, Lit } from '../lab/lab.ts'
import type { PlannedAct } from '../lab/lesson.ts'
import type { ParamValue } from '../lab/param.ts'
import type { Tone } from '../machine/part.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Position } from '../sim/model.ts'
import type { Millis } from '../units.ts'

export type { Position } from '../sim/model.ts'

/** The charted span of virtual time and how many points a series may have in it. */
export interface ChartWindow {
  readonly from: Millis
  readonly to: Millis
  readonly points: number
}

/** One command in, one frame out; the session never speaks unasked. */
export type Command =
  /** Opens a scenario and goes to a position in it. */
  | {
      readonly kind: 'open'
      readonly scenario: Scenario
      readonly position?: Position
      readonly breakpoints?: readonly string[]
    }
  /**
   * Goes to a position, forwards or back: play, step, scrub and back are all this. A jump (scrubbing) passes
   * breakpoints.
   */
  | { readonly kind: 'go'; readonly to: Position; readonly budget: Millis; readonly jump?: boolean }
  /** Goes forward until the next entry of the log (a transition), or to `to` at the latest. */
  | { readonly kind: 'transition'; readonly budget: Millis }
  /** Does an act of the lab, or sets parameters, at the present position. */
  | { readonly kind: 'act'; readonly act: Omit<PlannedAct, 'at'> }
  | { readonly kind: 'breakpoints'; readonly parts: readonly string[] }
  /** Takes up the future that was left by acting in the past. */
  | { readonly kind: 'restore' }
  /** Why a part was taken: the last time at or before the present position, or at the event given. */
  | { readonly kind: 'why'; readonly part: string; readonly event?: number }
  /** Nothing but a new frame, with the digest. */
  | { readonly kind: 'look' }

/**
 * Every command carries a number that the answer repeats and, when the frame shall have its details, the chart window.
 */
export type Request = Command & { readonly id: number; readonly detail?: ChartWindow; readonly view?: string }

/** A line of the log: a part that was taken, with its sentence. */
export interface LogEntry {
  readonly time: Millis
  readonly event: number
  readonly part: string
  readonly tone: Tone
  readonly text: string
}

/** An act in the run, with the words of its flag. */
export interface Flag {
  readonly at: Millis
  readonly text: string
}

/** From `from` on the main machine was in the outer state `state`. */
export interface Span {
  readonly from: Millis
  readonly event: number
  readonly state: string
}

export interface Lamp {
  readonly key: string
  readonly label: string
  readonly state: 'holds' | 'broken' | 'unchecked'
  /** Broken: since when, and by which event. Unchecked: why. */
  readonly since?: Position
  readonly note?: string
}

/** One way through a flow: the parts that one subject took, in order. */
export interface Path {
  readonly subject: number
  readonly diagram: string
  readonly parts: readonly string[]
  readonly time: Millis
}

/**
 * Samples for the charts: one row of points per series key, at the times of `time`. Beyond the position they are the
 * rewound future.
 */
export interface Samples {
  readonly time: Float64Array
  /** By probe: levels as they were, counts as growth per second within each interval. NaN where nothing is known. */
  readonly values: Readonly<Record<string, Float64Array>>
}

/** One link of the chain of causes, oldest first. */
export interface Cause {
  readonly time: Millis
  readonly event: number
  /** The user's own act. */
  readonly act: boolean
  readonly tone: Tone
  readonly text: string
  readonly note?: string
}

/** The answer to "why?" about one taking of a part. */
export interface Why {
  readonly part: string
  /** Absent when it was never taken up to here. */
  readonly taken?: {
    readonly position: Position
    readonly numbers: Readonly<Record<string, number>>
    /** The declared rule with its names, and with numbers filled in. */
    readonly rule?: { readonly names: string; readonly numbers: string }
    readonly evidence?: Evidence
    readonly chain: readonly Cause[]
    readonly sinceThen: readonly (readonly [string, string])[]
  }
}

export interface Stop {
  readonly by: 'breakpoint' | 'violation'
  /** Name of the part about to be taken, or key of the invariant broken. */
  readonly what: string
}

/** What changes too seldom, or weighs too much, to be sent sixty times a second. */
export interface Detail {
  readonly lamps: readonly Lamp[]
  /** The newest entries up to the position, newest last; at most 500. */
  readonly log: readonly LogEntry[]
  readonly flags: readonly Flag[]
  /** States of the main machine over the whole branch, the future included. */
  readonly spans: readonly Span[]
  readonly samples: Samples
  readonly paths: readonly Path[]
  /** The window that the samples answer. */
  readonly window: ChartWindow
}

/** All that the page shows of a run at one position, light enough for every animation frame. */
export interface Frame {
  readonly id: number
  readonly scenario: Scenario
  readonly position: Position
  /** The furthest position played on this branch. */
  readonly end: Position
  /** Parameters in force here. */
  readonly params: Readonly<Record<string, ParamValue>>
  readonly counts: Float64Array
  readonly lastTime: Float64Array
  readonly lastEvent: Float64Array
  /** Four per part. */
  readonly numbers: Float64Array
  readonly lit: Readonly<Record<string, Lit>>
  /**
   * The part of the main diagram taken last (a transition between outer states), by number in the book; −1 before the
   * first.
   */
  readonly latest: number
  readonly caption: Caption
  /** What the view named in the request reads off the world. */
  readonly view?: { readonly key: string; readonly data: unknown }
  /** Present when the request asked for it; the page keeps the last one. */
  readonly detail?: Detail
  /** Arrived, or still behind: go on with the same command. */
  readonly behind: boolean
  readonly stop?: Stop
  readonly why?: Why
  /** A future that can be restored. */
  readonly abandoned?: Position
  /** Sixteen hexadecimal digits; in the answer to `open`, `look` and `act`. */
  readonly digest?: string
  /** What went wrong in one sentence; the session stands where it stood. */
  readonly error?: string
}

/** Long work for a second worker: many runs, with progress, partial results, and an end at any time. */
export type Job =
  /** Measures a challenge with the learner's parameters over all its seeds. */
  | {
      readonly kind: 'challenge'
      readonly lab: string
      readonly challenge: string
      readonly params: Readonly<Record<string, ParamValue>>
    }
  /** Measures the published rows of a law, and points along its first curve. */
  | { readonly kind: 'theory'; readonly lab: string; readonly law: string; readonly seed: number }
  /** Looks through so many runs for one that takes the part of a search. */
  | {
      readonly kind: 'search'
      readonly lab: string
      readonly search: string
      readonly params: Readonly<Record<string, ParamValue>>
      readonly seed: number
      readonly runs: number
    }

export type JobResult =
  | { readonly kind: 'challenge'; readonly seeds: readonly Verdict[] }
  | { readonly kind: 'theory'; readonly points: readonly Point[] }
  | ({ readonly kind: 'search' } & Sought)

/** How far a job is: so many of so many pieces, with what is known so far. */
export interface Progress {
  readonly done: number
  readonly total: number
  readonly result: JobResult
}
