import type { Millis } from '../units.ts'
import type { Params, ParamValue, Values } from './param.ts'

/** An act as it stands in a scenario: what, when, and with which numbers or parameters. */
export interface PlannedAct {
  readonly at: Millis
  /** Name of an act of the lab; absent when parameters are set directly. */
  readonly do?: string
  readonly with?: Readonly<Record<string, number>>
  readonly set?: Readonly<Record<string, ParamValue>>
}

/** A named situation: a scenario, and what to look for. */
export interface Preset<P extends Params> {
  readonly key: string
  readonly title: string
  /** One sentence: what to look for. */
  readonly look: string
  readonly params: Partial<Values<P>>
  readonly acts: readonly PlannedAct[]
  readonly seed: number
  /**
   * What it promises to show: these parts are taken before `by`, each at least so often. Checked by the contract suite.
   */
  readonly shows: { readonly by: Millis; readonly parts: Readonly<Record<string, number>> }
}

/** A step of the tour: the user does it (or has it done) in the real run, and the tour waits for the real event. */
export interface TourStep<P extends Params> {
  readonly title: string
  readonly text: string
  /** The preset to open first, if the step needs another one. */
  readonly preset?: string
  /** What "Do it for me" does. */
  readonly does?: { readonly act?: string; readonly set?: Partial<Values<P>> }
  /** The step is seen when this part is taken after the step began; without it, reading is enough. */
  readonly waits?: string
  /** Diagram tab to show. */
  readonly diagram?: string
}

/** A measured bound on a probe at the end of each run of a challenge. */
export interface Goal {
  readonly probe: string
  readonly atMost?: number
  readonly atLeast?: number
}

/** A goal that the learner reaches by tuning; the verdict is measured over several seeds. */
export interface Challenge<P extends Params> {
  readonly key: string
  readonly title: string
  readonly text: string
  /** The situation: parameters that the challenge fixes and acts that happen to everyone. */
  readonly fixed: Partial<Values<P>>
  readonly acts: readonly PlannedAct[]
  readonly seeds: readonly number[]
  readonly until: Millis
  readonly goals: readonly Goal[]
  /** A hint, then the stored solution, which the contract suite plays. */
  readonly hint: string
  readonly solution: Partial<Values<P>>
}

/**
 * A search for a run in which something happens that must not: seeds, the acts that hinder, and some settings are drawn
 * anew for every run, until the part is taken. What is found is made as small as it gets and opened as an ordinary run.
 */
export interface Search<P extends Params> {
  readonly key: string
  readonly title: string
  /** What is looked for, and among which runs. */
  readonly text: string
  /** The part that must not be taken: `storage.conflicts`. */
  readonly part: string
  /** Names of the acts that may happen, at any time, each any number of times. */
  readonly acts: readonly string[]
  /** At most so many acts in one run, at least none. */
  readonly mostActs: number
  /** Settings drawn anew for every run from these values; the others are the learner's. */
  readonly varies: { readonly [K in keyof P]?: readonly Values<P>[K][] }
  /** How long each run lasts. */
  readonly until: Millis
  /** How many runs are tried unless the learner says otherwise. */
  readonly runs: number
  /** Settings under which the search must find a violation within `runs`, and under which it must find none. */
  readonly finds: Partial<Values<P>>
  readonly findsNone: Partial<Values<P>>
}

/** What was read from outside: settings, and a sentence for each thing that does not map. */
export type Imported<P extends Params> =
  | { readonly set: Partial<Values<P>>; readonly notices: readonly string[] }
  /** Nothing could be read: why, in one sentence. */
  | { readonly failed: string }

/** Something that people have already, read into the lab's settings: a configuration, a recorded load. */
export interface Import<P extends Params> {
  readonly key: string
  /** The words on its button: "Import a HorizontalPodAutoscaler". */
  readonly label: string
  /** What is understood, in one or two sentences. */
  readonly help: string
  /** The panel that offers it. */
  readonly group: 'load' | 'mechanism' | 'faults'
  /** File name endings: ".yaml,.yml". */
  readonly accept: string
  /** A short text that it can read, shown in the empty field. */
  readonly example: string
  /** Never throws, whatever the text. */
  readonly read: (text: string) => Promise<Imported<P>>
}

/** A promise checked after every event. */
export interface Invariant<P extends Params, World> {
  readonly key: string
  readonly label: string
  /** Undefined: not checked with these settings. Compare what a violation needs, no more: it runs after every event. */
  readonly holds: (world: World, params: Values<P>, now: Millis) => boolean | undefined
  /** Why it is not checked, when it is not. */
  readonly unchecked?: string
}

/** The tuned parameters as configuration of a real system. */
export interface TakeHome<P extends Params> {
  readonly key: string
  readonly label: string
  readonly language: 'yaml' | 'csharp' | 'javascript' | 'json' | 'nginx' | 'shell' | 'go' | 'hcl' | 'java'
  /** File text; what the target cannot express is said in comments inside it. */
  readonly text: (params: Values<P>) => string
}
