import { describe, expect, test } from 'vitest'
import { breakerTraces, Replay, reading, traceFile } from './breaker-trace.ts'

const recorded: Readonly<Record<string, number>> = {
  'circuit-breaker': 97,
  'advanced-circuit-breaker': 96,
  scenarios: 22,
}

describe.each(Object.keys(recorded))('reference profile, %s', (name) => {
  const file = traceFile(name)
  const traces = breakerTraces(file)

  test('every recorded trace is there', () => {
    expect(traces.length).toBe(recorded[name])
  })

  test.each(traces)('$id is replayed exactly', (trace) => {
    const replay = new Replay(trace, file)
    for (const [index, [t, op, arg, outcome, event, , after]] of trace.steps.entries()) {
      const where = `${trace.id} step ${index} ${op}`
      const got = replay.outcome(op, arg, t)
      const [state, failures, successes, total, last, ...kinds] = after
      expect(got, where).toEqual(op === 'stats' ? absolute(outcome as Statistics, trace.epoch) : outcome)
      expect(replay.event(op), where).toBe(event)
      expect(replay.state(), where).toEqual([state, failures, successes, total, reading(trace.epoch, last), ...kinds])
    }
  })
})

type Statistics = readonly [string, number, number, number, number, number | null]

const absolute = ([state, failures, successes, total, rate, last]: Statistics, epoch: number): unknown => [
  state,
  failures,
  successes,
  total,
  rate,
  reading(epoch, last),
]
