import type { Drawable, PartBook } from '../machine/part.ts'
import type { Model } from '../sim/model.ts'
import type { Millis } from '../units.ts'
import type { Chart, Probe } from './chart.ts'
import type { Challenge, Import, Invariant, Preset, Search, TakeHome, TourStep } from './lesson.ts'
import type { NumberParam, Params, Values } from './param.ts'
import type { Theory } from './theory.ts'

/** Something that the user does once: recorded in the scenario at its virtual time. */
export interface Act<P extends Params, Event> {
  readonly label: string
  readonly help: string
  readonly group: 'load' | 'mechanism' | 'faults'
  /** Name of an icon of the set in design/README: "zap", "power", "rotate-ccw" … */
  readonly icon: string
  /** The single key that does it. */
  readonly key: string
  /** The words on its flag in charts and scrubber: "burst of 50". `{name}` is filled with an argument or parameter. */
  readonly flag: string
  /** Numbers that a link may carry with the act; the button uses their defaults. */
  readonly args?: Readonly<Record<string, NumberParam>>
  /** Parameters that it sets. */
  readonly sets?: Partial<Values<P>>
  /** The event that it inserts. */
  readonly event?: (args: Readonly<Record<string, number>>) => Event
}

/** What a diagram shows at a moment, besides the counts of its parts. */
export interface Lit {
  /** Keys of the states or nodes that are current: `open.rejecting`, or several for a population. */
  readonly current: readonly string[]
  /** Since when the current outer state holds; shown as time in state. */
  readonly since?: Millis
  /** States that the present settings never reach. */
  readonly unreachable?: readonly string[]
  /** Live words or numbers beside a node, by its key. */
  readonly notes?: Readonly<Record<string, string>>
  /** How many members are in each state, for a population. */
  readonly population?: Readonly<Record<string, number>>
  /** Keys of messages of a sequence that were lost on the way when they were sent last. */
  readonly lost?: readonly string[]
}

export interface Diagram<P extends Params, World> {
  /** Key of the drawable in the lab's book. */
  readonly key: string
  /** Short name on its tab. */
  readonly tab: string
  readonly lit: (world: World, params: Values<P>, now: Millis) => Lit
  /**
   * Labels of edges that show the parameters in force: part key → lines of text. Must be about as long as the declared
   * label.
   */
  readonly labels?: (params: Values<P>) => Readonly<Record<string, string>>
  /**
   * Keys of parts that cannot be taken with these parameters, or by hand only: left out of the drawing, with the states
   * that only they touch, until they are taken. What was taken is drawn, whatever this says.
   */
  readonly omits?: (params: Values<P>, taken: (part: string) => boolean) => readonly string[]
}

/** A picture of the lab's own beside its diagrams: `View.tsx` in the lab's folder draws what `read` gives. */
export interface View<P extends Params, World> {
  readonly key: string
  readonly tab: string
  /**
   * Plain data (typed arrays welcome) that shares nothing with the world: sent with every frame while the view is
   * shown.
   */
  readonly read: (world: World, params: Values<P>, now: Millis) => unknown
  /** Its tab stands before those of the diagrams: the lab opens on it. */
  readonly first?: true
}

/** One line under the diagram: what just happened and why, with its numbers; `**word**` is bold, once. */
export interface Caption {
  readonly tone: 'fine' | 'caution' | 'failed' | 'idle' | 'suspect'
  readonly text: string
}

/** A look at a run at one position, for captions and evidence. */
export interface Look<P extends Params, World> {
  readonly world: World
  readonly params: Values<P>
  readonly now: Millis
  /** Times a part was taken. */
  readonly count: (part: number) => number
  /** When a part was last taken; NaN if never. */
  readonly last: (part: number) => Millis
  /** The numbers it was last taken with, by name. */
  readonly numbers: (part: number) => Readonly<Record<string, number>>
}

/** What stood before a rule when it decided: shown as a row of badges in Why. */
export interface Evidence {
  readonly title: string
  readonly items: readonly {
    readonly label: string
    readonly tone: 'fine' | 'failed' | 'caution' | 'idle'
    readonly event: number
  }[]
}

/** The contract that every lab meets; nothing outside its folder knows more of it. */
export interface Lab<
  P extends Params = Params,
  World = unknown,
  Event = unknown,
  Stream extends string = string,
  D extends Readonly<Record<string, Drawable>> = Readonly<Record<string, Drawable>>,
> {
  readonly id: string
  /** Place in the catalog: 1 to 20. */
  readonly number: number
  readonly title: string
  readonly question: string
  /** Raised whenever a change makes old links run differently; links made before say so. */
  readonly semantics: number
  readonly params: P
  readonly acts: Readonly<Record<string, Act<P, Event>>>
  readonly model: Model<Values<P>, World, Event, Stream>
  readonly book: PartBook<D>
  readonly diagrams: readonly Diagram<P, World>[]
  readonly views?: readonly View<P, World>[]
  /** The diagram key of the machine whose outer state colours strip and scrubber, if one is the main one. */
  readonly main?: keyof D & string
  readonly probes: Readonly<Record<string, Probe<P, World>>>
  readonly charts: readonly Chart<P>[]
  /** Sampling period of probes in virtual time. */
  readonly every: Millis
  readonly caption: (look: Look<P, World>) => Caption
  /** The evidence behind a part that was just taken. */
  readonly evidence?: (part: number, look: Look<P, World>) => Evidence | undefined
  /** Counts since then that matter, for the open Why panel: label → text. */
  readonly sinceThen?: (part: number, look: Look<P, World>) => readonly (readonly [string, string])[]
  readonly presets: readonly Preset<P>[]
  readonly tour: readonly TourStep<P>[]
  readonly challenges: readonly Challenge<P>[]
  readonly invariants: readonly Invariant<P, World>[]
  /** Searches for runs that break what the mechanism is for. */
  readonly searches?: readonly Search<P>[]
  readonly imports?: readonly Import<P>[]
  readonly theory: readonly Theory[]
  readonly takeHome: readonly TakeHome<P>[]
  /** What this model leaves out: one sentence each. */
  readonly leavesOut: readonly string[]
  /** Events of the model by type, as short sentences for the chain of causes and the log: "Call {call} was sent". */
  readonly tells: (event: Event) => string | undefined
}

/** A lab whose types are forgotten: what catalog, worker and page hold. The one marked border of the contract. */
// biome-ignore lint/suspicious/noExplicitAny: the registry forgets the types of its members on purpose
export type AnyLab = Lab<any, any, any, any, any>

/** Keeps a lab's exact types while it is declared. */
export function defineLab<
  const P extends Params,
  World,
  Event,
  Stream extends string,
  const D extends Readonly<Record<string, Drawable>>,
>(lab: Lab<P, World, Event, Stream, D>): Lab<P, World, Event, Stream, D> {
  return lab
}
