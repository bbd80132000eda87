import { linkOf, readLink } from '../../src/scenario/codec.ts'
import { interventions, setupOf } from '../../src/scenario/run.ts'
import { Digest } from '../../src/sim/digest.ts'
import type { Snapshot } from '../../src/sim/simulation.ts'
import { Simulation } from '../../src/sim/simulation.ts'
import { Timeline } from '../../src/sim/timeline.ts'
import type { Check } from './check.ts'
import { fromJson, toJson } from './plain.ts'
import { begun, MOST_EVENTS, ran, SPAN, some, whole } from './running.ts'

const END = { time: SPAN, event: MOST_EVENTS }
/** Seeks go so far that there are checkpoints to start from. */
const FAR = { time: 10 * SPAN, event: 3 * MOST_EVENTS }
const SEEKS = 50

/** A simulation whose events cannot be changed once they are scheduled. */
class Freezing extends Simulation<never, unknown, unknown> {
  override at(due: number, event: unknown): void {
    super.at(due, frozen(event))
  }

  override after(delay: number, event: unknown): void {
    super.after(delay, frozen(event))
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

const digestOf = (value: unknown): string => {
  const digest = new Digest()
  digest.value(value)
  return digest.toString()
}

export const repetition: readonly Check[] = [
  {
    name: 'the same scenario gives the same run, and another seed another one',
    *offences({ lab }) {
      for (const { name, scenario } of some(lab)) {
        const [first, second] = [ran(lab, scenario), ran(lab, scenario)]
        if (first.digest() !== second.digest()) yield `${name} runs differently the second time`
      }
      const seeds = [1, 2, 3].map((seed) => ran(lab, { ...some(lab)[0]?.scenario, seed } as never).digest())
      if (new Set(seeds).size < 3) yield 'seeds make no difference'
    },
  },
  {
    name: 'the length of the frames makes no difference',
    *offences({ lab }) {
      for (const { name, scenario } of some(lab)) {
        const straight = ran(lab, scenario).digest()
        const run = begun(lab, scenario)
        for (const time of [...whole(60, SPAN)].sort((a, b) => a - b)) run.advance({ ...END, time })
        run.advance(END)
        if (run.digest() !== straight) yield `${name} differs in frames`
        const stepped = begun(lab, scenario)
        stepped.observer = { handling: () => {}, visited: () => {}, sampled: () => {} }
        while (stepped.advance(END, { events: 97 }) === 'behind') stepped.snapshot()
        if (stepped.digest() !== straight) yield `${name} differs in steps, or when it is watched`
      }
    },
  },
  {
    name: 'fifty random seeks equal fifty replays',
    *offences({ lab }) {
      for (const { name, scenario } of some(lab).slice(0, 3)) {
        const straight = begun(lab, scenario)
        straight.advance(FAR)
        const places = whole(SEEKS, straight.number)
        const digests = new Map<number, string>()
        const run = begun(lab, scenario)
        for (const event of [...places].sort((a, b) => a - b)) {
          run.advance({ time: Infinity, event })
          digests.set(event, run.digest())
        }
        const timeline = new Timeline(setupOf(lab, scenario), interventions(lab, scenario))
        timeline.seek(FAR)
        for (const event of places) {
          timeline.seek({ time: Infinity, event })
          if (timeline.simulation.digest() !== digests.get(event)) yield `${name} differs at event ${event}`
        }
      }
    },
  },
  {
    name: 'a world and its events are plain data: a run goes on from a copy of them in JSON, or in another thread',
    *offences({ lab }) {
      for (const { name, scenario } of some(lab)) {
        const straight = ran(lab, scenario).digest()
        const run = begun(lab, scenario)
        run.advance(END, { events: 700 })
        const snapshot = run.snapshot() as Snapshot<never, unknown, unknown>
        for (const [how, copied] of [
          ['JSON', fromJson(toJson(snapshot))],
          ['a clone', structuredClone(snapshot)],
        ] as const) {
          if (digestOf(copied) !== digestOf(snapshot)) yield `${name} is not whole in ${how}`
          const other = begun(lab, scenario)
          other.restore(copied as never)
          other.advance(END)
          if (other.digest() !== straight) yield `${name} goes on differently from ${how}`
        }
      }
    },
  },
  {
    name: 'events are values: frozen, they do the same',
    *offences({ lab }) {
      for (const { name, scenario } of some(lab)) {
        const run = new Freezing(setupOf(lab, scenario) as never)
        run.plan(frozen(interventions(lab, scenario)) as never)
        run.advance(END)
        if (run.digest() !== ran(lab, scenario).digest()) yield `${name} differs`
      }
    },
  },
  {
    name: 'a link gives the same run, to the bit',
    *offences({ lab }) {
      for (const { name, scenario } of some(lab)) {
        const run = ran(lab, scenario)
        const read = readLink(linkOf({ scenario, position: run.position, breakpoints: [] }), [lab])
        if (read.kind !== 'lab' || read.faults.length > 0) yield `${name} has no legal link`
        else {
          const again = begun(lab, read.shared.scenario)
          again.advance(read.shared.position ?? END)
          if (again.digest() !== run.digest()) yield `${name} differs`
        }
      }
    },
  },
]
