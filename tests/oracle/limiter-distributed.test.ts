import { expect, test } from 'vitest'
import { blankDecision } from '../../src/engines/rate-limit/decision.ts'
import {
  createServer,
  createTrip,
  firstTrip,
  referenceWindow,
  type SecondTrip,
  secondTrip,
  type Trip,
  verdict,
} from '../../src/engines/rate-limit/distributed.ts'
import { known } from '../../src/engines/rate-limit/keyed.ts'
import { scoreAt } from '../../src/engines/rate-limit/sorted-set.ts'
import { numbering, numberOf, type Recorded, readingAt, type Trace, tracesOf } from './limiter-traces.ts'

const decision = blankDecision()

const REFUSED = 'ERR value is not an integer or out of range'

/**
 * The recorded server ran in real time while the gateways' clocks were virtual: for it, no time passed, and no key came
 * to the end of its life.
 */
const SERVER_TIME = 0

function replay(trace: Trace) {
  const config = referenceWindow(
    numberOf(trace, 'limit'),
    numberOf(trace, 'window'),
    trace.params['window_is_float'] === true,
  )
  const server = createServer()
  const skews = trace.params['skews'] as readonly number[]
  const numbered = numbering()
  const pending = new Map<Recorded | undefined, { trip: Trip; next: SecondTrip; outcome: string }>()
  const scores = (key: number) => {
    const set = known(server.sets, key)
    return set ? Array.from({ length: set.count }, (_, rank) => scoreAt(set, rank)) : []
  }
  const begin = (key: number, reading: number) => {
    const trip = createTrip()
    firstTrip(config, server, key, reading, SERVER_TIME, 1, trip)
    const next = verdict(config, trip, decision)
    const outcome = decision.allowed ? 'allow' : trip.lives ? 'deny' : 'raised:ResponseError'
    const answers = [trip.removed, trip.counted, trip.added, trip.lives ? 1 : REFUSED]
    return { trip, next, outcome, answers }
  }
  const end = (key: number, trip: Trip, next: SecondTrip) =>
    next === 'none' ? [] : [secondTrip(config, server, key, SERVER_TIME, trip, next)]
  trace.steps.forEach(([t, op, call, client, name, outcome, redis, before, after], index) => {
    const key = numbered(name)
    const reading = readingAt(trace, t) + (skews[Number(client)] ?? 0)
    const step = { trace: trace.id, index }
    const recorded = (state: Recorded | undefined) => (state as readonly number[]).map((time) => readingAt(trace, time))
    const answer = () => {
      if (op === 'end') {
        const { trip, next, outcome: decided } = pending.get(call) ?? begin(key, NaN)
        return { outcome: decided, redis: end(key, trip, next) }
      }
      const begun = begin(key, reading)
      if (op === 'allow') return { ...begun, redis: [...begun.answers, ...end(key, begun.trip, begun.next)] }
      pending.set(call, begun)
      return { outcome: 'pending', redis: begun.answers }
    }
    expect({ ...step, before: scores(key) }).toEqual({ ...step, before: recorded(before) })
    const { outcome: told, redis: answers } = answer()
    expect({ ...step, told, answers, after: scores(key) }).toEqual({
      ...step,
      told: outcome,
      answers: redis,
      after: recorded(after),
    })
  })
}

test.each(tracesOf('distributed').map((trace) => [trace.id, trace.kind, trace] as const))(
  'the shared window replays %s (%s)',
  (_id, _kind, trace) => replay(trace),
)
