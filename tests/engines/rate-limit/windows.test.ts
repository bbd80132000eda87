import { expect, test } from 'vitest'
import { estimateAt } from '../../../src/engines/rate-limit/sliding-counter.ts'
import { limiter } from './samples.ts'

const log = { kind: 'slidingLog', limit: 2, window: 5, edge: 'halfOpen' } as const

test('an entry exactly one window old has left a half-open window and still counts in a closed one (D9)', () => {
  const at = (edge: 'halfOpen' | 'closed') => {
    const made = limiter({ ...log, edge })
    made.burst(0, 2)
    return [made.would(4.999), made.would(5), made.would(5.001)].map(({ allowed }) => allowed)
  }
  expect(at('halfOpen')).toEqual([false, true, true])
  expect(at('closed')).toEqual([false, false, true])
})

test('a closed window told exactly: the wait ends just after the entry is one window old', () => {
  const made = limiter({ ...log, edge: 'closed' })
  made.burst(0, 2)
  expect(made.would(0).retryAfter).toBeGreaterThan(5)
  expect(made.would(0).retryAfter).toBeLessThan(5 + 1e-9)
})

test('the wait of a log is that of the request, not the length of the window', () => {
  const made = limiter(log)
  made.passes(0)
  made.passes(3)
  expect(made.at(4)).toMatchObject({ allowed: false, reason: 'limit', retryAfter: 1, resetAfter: 4 })
  expect(made.would(4, 2)).toMatchObject({ retryAfter: 4 })
})

test('who keeps hammering a log is not blocked for it: refused requests are not kept', () => {
  const made = limiter({ ...log, limit: 10, window: 1 })
  let passed = 0
  for (let i = 0; i < 1000; i += 1) if (made.passes(i / 100)) passed += 1
  expect(passed).toBe(100)
})

test('after a clock is set back, no old entry hides behind a newer one (B14)', () => {
  const reference = limiter({ kind: 'referenceSlidingWindow', limit: 2, window: 5 })
  const made = limiter(log)
  for (const one of [reference, made]) {
    expect([one.passes(10), one.passes(2)]).toEqual([true, true])
    expect(one.passes(3)).toBe(false)
  }
  expect([reference.passes(14), made.passes(14)]).toEqual([false, true])
})

test('a log whose limit was lowered keeps what passed, and has no room to tell until it has left', () => {
  const made = limiter({ ...log, limit: 6 })
  made.burst(0, 6)
  const lowered = limiter(log)
  Object.assign(lowered.state, structuredClone(made.state))
  expect(lowered.at(1)).toMatchObject({ allowed: false, remaining: 0, retryAfter: 4 })
})

test('a fixed window begins anew exactly at its end, by the clock or from the first request', () => {
  const clock = limiter({ kind: 'fixedWindow', limit: 1, window: 10, starts: 'clock' })
  expect([clock.passes(7), clock.passes(9.999), clock.passes(10)]).toEqual([true, false, true])
  const first = limiter({ kind: 'fixedWindow', limit: 1, window: 10, starts: 'firstRequest' })
  expect([first.passes(7), first.passes(10), first.passes(16.999), first.passes(17)]).toEqual([
    true,
    false,
    false,
    true,
  ])
})

test('the wait of a fixed window is the rest of it', () => {
  const made = limiter({ kind: 'fixedWindow', limit: 1, window: 10, starts: 'clock' })
  made.passes(7)
  expect(made.at(8)).toMatchObject({ allowed: false, retryAfter: 2, resetAfter: 2, remaining: 0 })
})

test('the two-window estimate of the published example: 42 before, 18 now, a quarter of the window gone: 49.5', () => {
  const config = { kind: 'slidingCounter', limit: 50, window: 60, passes: 'fits' } as const
  expect(estimateAt(config, { index: 1, previous: 42, current: 18 }, 75)).toBe(49.5)
})

test('at an estimate of 49.5 of 50 the next request is below the limit but does not fit it', () => {
  const at = (passes: 'fits' | 'below') => {
    const made = limiter({ kind: 'slidingCounter', limit: 50, window: 60, passes })
    Object.assign(made.state, { index: 1, previous: 42, current: 18 })
    return made.at(75)
  }
  expect(at('below')).toMatchObject({ allowed: true, remaining: 0 })
  expect(at('fits')).toMatchObject({ allowed: false, remaining: 0 })
  expect(at('fits').retryAfter).toBeCloseTo((0.5 / 42) * 60, 9)
})

test('right after the start the counter has no past and passes more than its estimate would later allow', () => {
  const made = limiter({ kind: 'slidingCounter', limit: 100, window: 60, passes: 'fits' }, 59)
  expect(made.burst(59, 150)).toBe(100)
  expect(made.burst(60, 150)).toBe(0)
  expect(made.burst(90, 150)).toBe(50)
})

test('counters are empty again two windows later', () => {
  const made = limiter({ kind: 'slidingCounter', limit: 4, window: 10, passes: 'fits' })
  expect(made.burst(5, 9)).toBe(4)
  expect(made.at(6)).toMatchObject({ resetAfter: 14 })
  expect(made.at(20)).toMatchObject({ allowed: true, remaining: 3 })
})
