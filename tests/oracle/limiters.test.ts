import { expect, test } from 'vitest'
import { blankDecision } from '../../src/engines/rate-limit/decision.ts'
import { createKeyed, type Keyed, known, stateFor } from '../../src/engines/rate-limit/keyed.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from '../../src/engines/rate-limit/limiter.ts'
import { decideFor } from '../../src/engines/rate-limit/per-key.ts'
import {
  type ReferenceLeakyBucket,
  type ReferenceLeakyBucketConfig,
  type ReferenceLog,
  type ReferenceSlidingWindowConfig,
  type ReferenceTokenBucketConfig,
  referenceCount,
  referenceWait,
} from '../../src/engines/rate-limit/reference.ts'
import { back, front } from '../../src/engines/rate-limit/stamps.ts'
import type { TokenBucket } from '../../src/engines/rate-limit/token-bucket.ts'
import {
  asReading,
  burstOf,
  numbering,
  numberOf,
  type Recorded,
  readingAt,
  type Trace,
  tracesOf,
} from './limiter-traces.ts'

const decision = blankDecision()

/** What a replay needs to know of a limiter besides deciding. */
interface Replayed<Config extends LimiterConfig> {
  readonly config: Config
  /** A state in the order of the trace's columns, times as clock readings. */
  readonly written: (state: StateOf<Config>) => readonly (number | null)[]
  /** The entries of a recorded state that are times. */
  readonly times: readonly boolean[]
  /** Operations other than decisions, and what they answer. */
  readonly asks?: (op: Recorded | undefined, state: StateOf<Config>, now: number) => Recorded
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** Replays every step of a trace: outcome, state before and state after must be what was recorded, exactly. */
function replay<Config extends LimiterConfig>(trace: Trace, replayed: Replayed<Config>, keyed: Keyed<StateOf<Config>>) {
  const { config, written, times, asks } = replayed
  const numbered = numbering()
  const recorded = (state: Recorded | undefined) =>
    Array.isArray(state) ? state.map((value, i) => (times[i] ? asReading(trace, value) : value)) : null
  const held = (key: number) => {
    const state = known(keyed, key)
    return state === undefined ? null : written(state)
  }
  for (const [name, [tokens, at]] of Object.entries(trace.params.initial ?? {})) {
    const state = stateFor(algorithmOf(config), config, keyed, numbered(name), 0)
    Object.assign(state, { tokens, last: readingAt(trace, at) })
  }
  trace.steps.forEach(([t, op, name, arg, outcome, before, after], index) => {
    const key = numbered(name)
    const now = readingAt(trace, t)
    const once = () => {
      decideFor(config, keyed, key, now, 1, decision)
      return decision.allowed ? 'allow' : 'deny'
    }
    const answer = () => {
      if (op === 'allow') return once()
      if (op === 'burst') return burstOf(Number(arg), once)
      return asks?.(op, stateFor(algorithmOf(config), config, keyed, key, now), now)
    }
    const step = { trace: trace.id, index }
    expect({ ...step, before: held(key) }).toEqual({ ...step, before: recorded(before) })
    expect({ ...step, outcome: answer(), after: held(key) }).toEqual({ ...step, outcome, after: recorded(after) })
  })
}

test.each(tracesOf('token-bucket').map((trace) => [trace.id, trace] as const))(
  'token bucket replays %s',
  (_, trace) => {
    const config: ReferenceTokenBucketConfig = {
      kind: 'referenceTokenBucket',
      rate: numberOf(trace, 'rate'),
      capacity: numberOf(trace, 'capacity'),
    }
    const asks = (_op: Recorded | undefined, bucket: TokenBucket): Recorded => {
      try {
        return referenceWait(config, bucket)
      } catch (error) {
        return error instanceof RangeError ? 'raised:ZeroDivisionError' : String(error)
      }
    }
    const written = (bucket: TokenBucket) => [bucket.tokens, bucket.last]
    replay(trace, { config, written, times: [false, true], asks }, createKeyed())
  },
)

test.each(tracesOf('sliding-window').map((trace) => [trace.id, trace] as const))(
  'sliding window replays %s',
  (_, trace) => {
    const config: ReferenceSlidingWindowConfig = {
      kind: 'referenceSlidingWindow',
      limit: numberOf(trace, 'limit'),
      window: numberOf(trace, 'window'),
    }
    const asks = (_op: Recorded | undefined, log: ReferenceLog, now: number) => referenceCount(config, log, now)
    const written = ({ stamps }: ReferenceLog) => [stamps.count, orNull(front(stamps)), orNull(back(stamps))]
    replay(trace, { config, written, times: [false, true, true], asks }, createKeyed())
  },
)

test.each(tracesOf('leaky-bucket').map((trace) => [trace.id, trace] as const))(
  'leaky bucket replays %s',
  (_, trace) => {
    const config: ReferenceLeakyBucketConfig = {
      kind: 'referenceLeakyBucket',
      rate: numberOf(trace, 'rate'),
      capacity: numberOf(trace, 'capacity'),
    }
    const written = ({ stamps, lastLeak }: ReferenceLeakyBucket) => [
      stamps.count,
      orNull(front(stamps)),
      orNull(back(stamps)),
      lastLeak,
    ]
    replay(trace, { config, written, times: [false, true, true, true] }, createKeyed())
  },
)

/** The outcomes of a scenario's requests with our limiter, with their times. */
function outcomes(trace: Trace, config: LimiterConfig, keyed = createKeyed<StateOf<LimiterConfig>>()) {
  const requests = trace.steps.filter(([, op]) => op === 'allow')
  return requests.map(([t]) => {
    decideFor(config, keyed, 0, readingAt(trace, t), 1, decision)
    return { t, allowed: decision.allowed }
  })
}

const scenario = (system: string) => {
  const trace = tracesOf(system).find(({ id }) => id === `scenario-${system}`)
  if (!trace) throw new Error(`no scenario of ${system}`)
  return trace
}

test.each(['tokenBucket', 'referenceTokenBucket'] as const)(
  'the lines that the token-bucket scenario prints come out of %s',
  (kind) => {
    const trace = scenario('token-bucket')
    const all = outcomes(trace, { kind, rate: 10, capacity: 20 })
    const passed = (t: number) => all.filter((one) => one.t === t && one.allowed).length
    expect([`Initial burst: ${passed(0)}/25 requests allowed`, `After 1s: ${passed(1)}/15 requests allowed`]).toEqual(
      trace.printed?.filter((line) => line.includes('allowed')),
    )
  },
)

test.each([
  { kind: 'slidingLog', limit: 10, window: 5, edge: 'closed' },
  { kind: 'slidingLog', limit: 10, window: 5, edge: 'halfOpen' },
  { kind: 'referenceSlidingWindow', limit: 10, window: 5 },
] as const)('the lines that the sliding-window scenario prints come out of $kind', (config) => {
  const trace = scenario('sliding-window')
  const keyed = createKeyed<StateOf<LimiterConfig>>()
  const lines = outcomes(trace, config, keyed).map(
    ({ allowed }, i) => `Request ${i + 1}: ${allowed ? 'Allowed' : 'Denied'}`,
  )
  const held = known(keyed, 0) as ReferenceLog
  expect(['Testing Sliding Window...', ...lines, `Current count: ${held.stamps.count}`]).toEqual(trace.printed)
})
