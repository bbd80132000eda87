import type { AnyLab } from '../../src/lab/lab.ts'
import { circuitBreaker } from '../../src/labs/circuit-breaker/lab.ts'
import { interventions, setupOf } from '../../src/scenario/run.ts'
import { presetScenario, type Scenario } from '../../src/scenario/scenario.ts'
import { seededStreams, streams } from '../../src/sim/random.ts'
import { Simulation } from '../../src/sim/simulation.ts'
import { Timeline } from '../../src/sim/timeline.ts'
import { Session } from '../../src/worker/session.ts'
import { type Extent, type Measure, perUnit } from './model.ts'
import { median, quantile } from './table.ts'

const TEN_MINUTES = 600_000
const MINUTE = 60_000

/** Seeks to random times: milliseconds of CPU time each. */
interface Seeks {
  readonly median: number
  /** 99 of 100 take no longer. */
  readonly late: number
  readonly worst: number
}

/** Ten minutes of the lab on a timeline: nanoseconds per event, milliseconds for the rest, of CPU time. */
export interface Travel {
  readonly events: number
  readonly playing: number
  readonly replaying: number
  readonly snapshot: number
  readonly restore: number
  readonly checkpoints: number
  readonly seeks: Seeks
  /** The same through the session that the page talks to, until its frame with all details is there. */
  readonly sessionSeeks: Seeks
}

/** Bytes of heap and arrays that a session keeps for a run, by minutes of virtual time. */
export interface Memory {
  readonly minutes: readonly number[]
  readonly bytes: readonly number[]
}

/** The circuit breaker lab as a newcomer sees it. */
function opened(): { readonly lab: AnyLab; readonly scenario: Scenario } {
  return { lab: circuitBreaker, scenario: presetScenario(circuitBreaker) }
}

/** Calls of the lab through the whole contract, watched by nobody; the extent counts calls. */
export function labCalls({ warm, events }: Extent): Measure {
  const { lab, scenario } = opened()
  const simulation = new Simulation(setupOf(lab, scenario))
  simulation.plan(interventions(lab, scenario))
  const made = (): number =>
    lab.probes['calls']?.read(simulation.world, scenario.params as never, simulation.now) ?? NaN
  const run = (calls: number): void => {
    while (made() < calls) simulation.advance({ time: Infinity, event: simulation.number + 1000 })
  }
  run(warm)
  const nanoseconds = perUnit(made, () => run(warm + events))
  return { nanoseconds, clock: simulation.now, counts: [made(), simulation.number] }
}

/** Moves about in ten minutes of the lab; the extent counts seeks, of which the first half is not measured. */
export function travel({ events }: Extent): Travel {
  const { lab, scenario } = opened()
  const run = new Timeline<unknown, unknown, unknown>(setupOf(lab, scenario), interventions(lab, scenario))
  const { simulation } = run
  const seek = (time: number): unknown => run.seek({ time, event: Infinity })
  timed(events / 2, seek)
  const times = timed(events / 2, seek)
  seek(TEN_MINUTES)
  const snapshot = simulation.snapshot()
  const { checkpoints } = run
  const snapshots = timed(events / 2, () => simulation.snapshot())
  const restores = timed(events / 2, () => simulation.restore(snapshot))
  const playing = perUnit(
    () => simulation.number,
    () => seek(TEN_MINUTES * 10),
  )
  seek(TEN_MINUTES)
  const replayed = countReplayed(run, events / 2)
  return {
    events: snapshot.position.event,
    playing,
    replaying: (times.reduce((sum, time) => sum + time, 0) / replayed) * 1e6,
    snapshot: median(snapshots),
    restore: median(restores),
    checkpoints,
    seeks: seeksOf(times),
    sessionSeeks: seeksOf(sessionTimes(lab, scenario, events)),
  }
}

/** How many events the same seeks handle. */
function countReplayed(run: Timeline<unknown, unknown, unknown>, seeks: number): number {
  let handled = 0
  run.simulation.observer = {
    handled() {
      handled += 1
    },
  }
  timed(seeks, (time) => run.seek({ time, event: Infinity }))
  return handled
}

function sessionTimes(lab: AnyLab, scenario: Scenario, count: number): readonly number[] {
  const session = new Session([lab], () => performance.now())
  session.handle({ id: 0, kind: 'open', scenario })
  const detail = { from: 0, to: TEN_MINUTES, points: 150 }
  const seek = (time: number): void => {
    const to = { time, event: Infinity }
    while (session.handle({ id: 1, kind: 'go', to, budget: 1000, detail, jump: true }).behind);
  }
  timed(count / 2, seek)
  return timed(count / 2, seek)
}

/** Milliseconds of CPU time that `seek` takes for random times, after going to the end once. */
function timed(count: number, seek: (time: number) => unknown): readonly number[] {
  const { where } = streams(seededStreams(1, ['where']), ['where'])
  seek(TEN_MINUTES)
  return Array.from({ length: count }, () => {
    const time = where.uniform() * TEN_MINUTES
    const start = process.cpuUsage()
    seek(time)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
}

const seeksOf = (times: readonly number[]): Seeks => ({
  median: median(times),
  late: quantile(times, 0.99),
  worst: Math.max(...times),
})

/** Plays a session for as many minutes as `events` of the extent says; needs Node's --expose-gc. */
export function memory({ events }: Extent): Memory {
  const { lab, scenario } = opened()
  const session = new Session([lab], () => performance.now())
  session.handle({ id: 0, kind: 'open', scenario })
  const minutes: number[] = []
  const bytes: number[] = []
  for (let minute = 0; minute <= events; minute += 1) {
    const to = { time: minute * MINUTE, event: Infinity }
    while (session.handle({ id: 1, kind: 'go', to, budget: 1000 }).behind);
    if (minute % 10 !== 0) continue
    globalThis.gc?.()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    minutes.push(minute)
    bytes.push(heapUsed + arrayBuffers)
  }
  return { minutes, bytes: bytes.map((size) => size - (bytes[0] ?? 0)) }
}
