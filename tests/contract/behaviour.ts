import { verdict } from '../../src/experiment/verdict.ts'
import type { Probe } from '../../src/lab/chart.ts'
import type { AnyLab } from '../../src/lab/lab.ts'
import type { Challenge, Invariant, Preset } from '../../src/lab/lesson.ts'
import type { Params } from '../../src/lab/param.ts'
import { presetScenario } from '../../src/scenario/scenario.ts'
import type { Check } from './check.ts'
import { type AnyRun, begun, MOST_EVENTS, presetsOf, ran, randomScenarios, SPAN } from './running.ts'
import { stepsTaken } from './tour.ts'

/** Random scenarios in which invariants are checked after every event. */
const MANY = 40
/** Random scenarios in which parts are looked for that no preset takes. */
const MOST_SEARCHED = 150
/** Presets run with as many further seeds to look for their parts. */
const SEEDS = 4

const probesOf = (lab: AnyLab): readonly (readonly [string, Probe<Params, unknown>])[] => Object.entries(lab.probes)

const read = (probe: Probe<Params, unknown>, { world, params, now }: AnyRun): number =>
  probe.read(world, params as never, now)

/** The invariants that do not hold at the position of a run. */
const broken = (lab: AnyLab, { world, params, now }: AnyRun): readonly string[] =>
  (lab.invariants as readonly Invariant<Params, unknown>[])
    .filter(({ holds }) => holds(world, params as never, now) === false)
    .map(({ key }) => key)

export const behaviour: readonly Check[] = [
  {
    name: 'invariants hold after every event, whatever the parameters and acts',
    *offences({ lab }) {
      for (const { name, scenario } of [...presetsOf(lab), ...randomScenarios(lab, MANY)]) {
        const run = begun(lab, scenario)
        const found: string[] = []
        run.observer = {
          handled() {
            for (const key of broken(lab, run))
              found.push(`${key} breaks in ${name} at event ${run.number}, ${run.now} ms`)
            if (found.length > 0) run.stop()
          },
        }
        for (const key of broken(lab, run)) yield `${key} does not hold at the start of ${name}`
        run.advance({ time: SPAN, event: MOST_EVENTS })
        yield* found
      }
    },
  },
  {
    name: 'every invariant is checked in some preset',
    *offences({ lab }) {
      const runs = presetsOf(lab).map(({ scenario }) => ran(lab, scenario))
      for (const { key, holds } of lab.invariants as readonly Invariant<Params, unknown>[]) {
        const checked = runs.some(({ world, params, now }) => holds(world, params as never, now) === true)
        if (!checked) yield `${key} is checked nowhere`
      }
    },
  },
  {
    name: 'probes are finite, or NaN where there is nothing to read, and counts never fall',
    *offences({ lab }) {
      const seen = new Set<string>()
      for (const { name, scenario } of [...presetsOf(lab), ...randomScenarios(lab, 12)]) {
        const run = begun(lab, scenario)
        const before = new Map<string, number>()
        for (let time = 0; time <= SPAN && run.number < MOST_EVENTS; time += lab.every * 5) {
          run.advance({ time, event: MOST_EVENTS })
          for (const [key, probe] of probesOf(lab)) {
            const value = read(probe, run)
            if (Number.isFinite(value)) seen.add(key)
            else if (!Number.isNaN(value)) yield `${key} is ${value} in ${name} at ${run.now} ms`
            if (probe.kind === 'count' && !(value >= (before.get(key) ?? 0)))
              yield `${key} falls to ${value} in ${name}`
            before.set(key, value)
          }
        }
      }
      for (const [key] of probesOf(lab)) if (!seen.has(key)) yield `${key} is never a number`
    },
  },
  {
    name: 'every preset shows what it promises, in time',
    *offences({ lab }) {
      for (const { key, shows } of lab.presets as readonly Preset<Params>[]) {
        const run = begun(lab, presetScenario(lab, key))
        run.advance({ time: shows.by, event: Infinity })
        for (const [part, times] of Object.entries(shows.parts)) {
          const taken = run.tally.counts[lab.book.names.indexOf(part)] ?? 0
          if (taken < times) yield `${key} takes ${part} ${taken} times until ${shows.by} ms, not ${times}`
        }
      }
    },
  },
  {
    name: 'every row of every machine, edge of every flow and message of every sequence is taken somewhere',
    *offences({ lab }) {
      const missing = new Set<string>(lab.book.names)
      const look = (run: AnyRun): void => {
        for (const [part, name] of lab.book.names.entries()) if (run.tally.counts[part]) missing.delete(name)
      }
      for (const { key, shows } of lab.presets as readonly Preset<Params>[]) {
        const scenario = presetScenario(lab, key)
        for (let more = 0; more <= SEEDS; more += 1) {
          const run = begun(lab, { ...scenario, seed: scenario.seed + more })
          run.advance({ time: Math.max(shows.by, SPAN), event: Infinity })
          look(run)
        }
      }
      for (const { scenario } of randomScenarios(lab, MOST_SEARCHED)) {
        if (missing.size === 0) return
        look(ran(lab, scenario))
      }
      for (const name of missing) yield `${name} is never taken`
    },
  },
  {
    name: 'no challenge is solved by doing nothing, and each is solved by its solution under every seed',
    *offences({ lab }) {
      for (const challenge of lab.challenges as readonly Challenge<never>[]) {
        const idle = challenge.seeds.filter((seed) => verdict(lab, challenge, {}, seed).passed)
        if (idle.length * 2 > challenge.seeds.length)
          yield `${challenge.key} is solved by doing nothing under ${idle.length} seeds`
        for (const seed of challenge.seeds) {
          const { passed, goals } = verdict(lab, challenge, challenge.solution, seed)
          const values = goals.map(({ probe, value }) => `${probe} ${value}`).join(', ')
          if (!passed) yield `${challenge.key} is not solved under seed ${seed}: ${values}`
        }
      }
    },
  },
  {
    name: 'the tour comes to its end by what its steps do',
    offences: ({ lab }) => stepsTaken(lab),
  },
]
