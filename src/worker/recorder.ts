import type { AnyLab } from '../lab/lab.ts'
import type { Invariant } from '../lab/lesson.ts'
import { fill, flagText, numberTexts, paramTexts } from '../lab/text.ts'
import { type Machine, outer } from '../machine/machine.ts'
import type { PartText } from '../machine/part.ts'
import type { Observer, Position } from '../sim/model.ts'
import type { Simulation } from '../sim/simulation.ts'
import type { Millis } from '../units.ts'
import { History } from './history.ts'
import type { Lamp, LogEntry, Path, Span } from './protocol.ts'

/** Log lines kept; the oldest quarter goes when there are more. */
const MOST_LINES = 20_000
const MOST_SPANS = 20_000
const MOST_PATHS = 64

interface Line {
  readonly time: Millis
  readonly event: number
  readonly part: number
  readonly numbers: readonly number[]
  /** Those in force then. */
  readonly params: object
  /** Its words, once somebody has looked. */
  entry?: LogEntry
}

interface Way {
  readonly diagram: string
  readonly subject: number
  readonly time: Millis
  readonly steps: { readonly part: string; readonly event: number }[]
}

/** The outer state that a part of the main machine leads to, when it leaves another outer state; by part number. */
function outerTargets(lab: AnyLab): readonly (string | undefined)[] {
  const machine = lab.main === undefined ? undefined : (lab.book.diagrams[lab.main] as Machine)
  return lab.book.names.map((name: string) => {
    const [diagram, key = ''] = name.split('.')
    if (!machine || diagram !== lab.main) return undefined
    const edge = machine.edges[key]
    if (!edge) return undefined
    const sources = typeof edge.from === 'string' ? [edge.from] : edge.from
    return sources.some((from) => outer(from) !== outer(edge.to)) ? outer(edge.to) : undefined
  })
}

/** Watches a run for the page: what was logged, sampled, violated. What is known of the future stays until a branch. */
export class Recorder implements Observer<unknown> {
  readonly #lab: AnyLab
  readonly #simulation: Simulation<unknown, unknown, unknown>
  readonly #texts: readonly PartText[]
  /** The outer state that each part leads to, if it is a transition of the main machine. */
  readonly outer: readonly (string | undefined)[]
  readonly #flows: readonly (string | undefined)[]
  readonly history: History
  #lines: Line[] = []
  /** The texts of settings that were in force. */
  readonly #words = new WeakMap<object, Readonly<Record<string, string>>>()
  #spans: Span[] = []
  #ways = new Map<string, Way>()
  #broken = new Map<string, Position>()
  #known = 0
  /** Event numbers of the interventions made so far, in order. */
  readonly actEvents: number[] = []
  /** The invariant broken for the first time by the event at hand. */
  violation: string | undefined
  /** Parts before which to stop, by number; and whether any line of the log is reason to stop. */
  readonly stops: Uint8Array
  armed = false
  stopAtNews = false
  hit: { readonly part: number; readonly event: number } | undefined
  /** The event at which the run was stopped last: going on passes it. */
  passing = -1

  constructor(lab: AnyLab, simulation: Simulation<unknown, unknown, unknown>) {
    this.#lab = lab
    this.#simulation = simulation
    this.#texts = lab.book.texts
    this.outer = outerTargets(lab)
    this.#flows = lab.book.names.map((name: string) => {
      const diagram = name.split('.')[0] ?? ''
      return lab.book.diagrams[diagram]?.kind === 'flow' ? diagram : undefined
    })
    this.history = new History(lab)
    this.stops = new Uint8Array(lab.book.names.length)
    const main = lab.main === undefined ? undefined : (lab.book.diagrams[lab.main] as Machine)
    if (main) this.#spans.push({ from: 0, event: 0, state: outer(main.initial) })
  }

  visited(part: number, a: number, b: number, c: number, d: number): void {
    const event = this.#simulation.number
    if (this.armed && this.stops[part] === 1 && event !== this.passing) {
      this.hit ??= { part, event }
      this.#simulation.stop()
    }
    if (this.#flows[part] !== undefined) this.#follow(part, a)
    if (this.#texts[part]?.quiet) return
    if (this.stopAtNews) this.#simulation.stop()
    if (event <= this.#known) return
    const { now: time, params } = this.#simulation
    this.#lines.push({ time, event, part, numbers: [a, b, c, d], params: params as object })
    if (this.#lines.length > MOST_LINES) this.#lines = this.#lines.slice(MOST_LINES / 4)
    const state = this.outer[part]
    if (state === undefined) return
    this.#spans.push({ from: time, event, state })
    if (this.#spans.length > MOST_SPANS) this.#spans = this.#spans.slice(MOST_SPANS / 4)
  }

  #follow(part: number, subject: number): void {
    const diagram = this.#flows[part] as string
    const key = `${diagram} ${subject}`
    const event = this.#simulation.number
    let way = this.#ways.get(key)
    if (!way) {
      way = { diagram, subject, time: this.#simulation.now, steps: [] }
      this.#ways.set(key, way)
      if (this.#ways.size > MOST_PATHS) for (const oldest of this.#ways.keys()) return void this.#ways.delete(oldest)
    }
    const name = this.#lab.book.names[part] as string
    if (event > (way.steps.at(-1)?.event ?? -1) || !way.steps.some((s) => s.event === event && s.part === name)) {
      if (event >= (way.steps.at(-1)?.event ?? 0)) way.steps.push({ part: name, event })
    }
  }

  handled(): void {
    const { number, now, params, world, acted } = this.#simulation
    if (number <= this.#known) return
    this.#known = number
    if (acted > this.actEvents.length) this.actEvents.push(number)
    for (const invariant of this.#lab.invariants as readonly Invariant<never, unknown>[]) {
      if (this.#broken.has(invariant.key) || invariant.holds(world, params as never, now) !== false) continue
      this.#broken.set(invariant.key, { time: now, event: number })
      this.violation = invariant.key
      this.#simulation.stop()
    }
  }

  sampled(time: Millis): void {
    this.history.record(time, this.#simulation.world, this.#simulation.params)
  }

  /** Forgets everything after a position: the run goes another way from there. */
  truncate(position: Position): void {
    this.#known = Math.min(this.#known, position.event)
    this.#lines = this.#lines.filter((line) => line.event <= position.event)
    this.#spans = this.#spans.filter((span) => span.event <= position.event)
    for (const [key, at] of this.#broken) if (at.event > position.event) this.#broken.delete(key)
    for (const [key, way] of this.#ways) if (way.steps.some((s) => s.event > position.event)) this.#ways.delete(key)
    while ((this.actEvents.at(-1) ?? 0) > position.event) this.actEvents.pop()
    this.history.truncate(position.time)
  }

  lamps(position: Position, params: unknown): Lamp[] {
    const { world, now } = this.#simulation
    return (this.#lab.invariants as readonly Invariant<never, unknown>[]).map((invariant) => {
      const { key, label } = invariant
      const since = this.#broken.get(key)
      if (since && since.event <= position.event) return { key, label, state: 'broken', since }
      if (invariant.holds(world, params as never, now) !== undefined) return { key, label, state: 'holds' }
      return { key, label, state: 'unchecked', note: invariant.unchecked ?? 'does not apply with these settings' }
    })
  }

  /** The newest lines up to a position, newest last; each with the settings of its time. */
  log(position: Position, most: number): LogEntry[] {
    const end = this.#lines.findLastIndex((line) => line.event <= position.event) + 1
    return this.#lines.slice(Math.max(0, end - most), end).map((line) => {
      line.entry ??= this.#entryOf(line)
      return line.entry
    })
  }

  #entryOf({ time, event, part, numbers, params }: Line): LogEntry {
    const text = this.#texts[part] as PartText
    let known = this.#words.get(params)
    if (!known) {
      known = paramTexts(this.#lab.params, params as never)
      this.#words.set(params, known)
    }
    const says = fill(text.says ?? text.means, { ...known, ...numberTexts(text, numbers, 0) })
    return { time, event, part: this.#lab.book.names[part] as string, tone: text.tone ?? 'plain', text: says }
  }

  /** Spans of the main machine; between `window` all of them, elsewhere those long enough to be seen. */
  spans(end: Millis, from: Millis, to: Millis): Span[] {
    const least = end / 1500
    return this.#spans.filter((span, i) => {
      const until = this.#spans[i + 1]?.from ?? Infinity
      return until - span.from >= least || (until >= from && span.from <= to)
    })
  }

  /** The ways of the latest subjects as far as they had come by `position`, latest last. */
  paths(position: Position): Path[] {
    return [...this.#ways.values()].flatMap(({ subject, diagram, time, steps }) => {
      const parts = steps.filter((s) => s.event <= position.event).map((s) => s.part)
      return parts.length === 0 ? [] : [{ subject, diagram, time, parts }]
    })
  }

  /** Words on the flags of all planned acts, the future's included; a drag of one slider is one flag. */
  flags(acts: readonly Parameters<typeof flagText>[1][]): { at: Millis; text: string }[] {
    const params = this.#simulation.params as Parameters<typeof flagText>[2]
    return acts.flatMap((act, i) => {
      const next = acts[i + 1]
      const sameDrag =
        next &&
        act.set &&
        next.set &&
        next.at - act.at < 1000 &&
        Object.keys(act.set).join() === Object.keys(next.set).join()
      return sameDrag ? [] : [{ at: act.at, text: flagText(this.#lab, act, params) }]
    })
  }
}
