import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Decision } from '../../../src/engines/rate-limit/decision.ts'
import type { LeakyQueue } from '../../../src/engines/rate-limit/leaky-queue.ts'
import type { LimiterConfig } from '../../../src/engines/rate-limit/limiter.ts'
import type { TokenBucket } from '../../../src/engines/rate-limit/token-bucket.ts'
import { anyLimiter, epoch, gaps, intervalOf, limiter, mostInSpan } from './samples.ts'

const costs = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 })

/** Plays requests at the given gaps; `seen` gets each decision with its time and cost. */
function play(
  config: LimiterConfig,
  start: number,
  steps: readonly number[],
  prices: readonly number[],
  seen: (told: Decision, now: number, cost: number, made: ReturnType<typeof limiter>) => void,
): void {
  const made = limiter(config, start)
  let now = start
  steps.forEach((gap, i) => {
    now += gap * intervalOf(config)
    const cost = prices[i % prices.length] ?? 1
    seen(made.at(now, cost), now, cost, made)
  })
}

/** A stretch of time that neither rounding near `now` nor the negligible part of a request can hide. */
const grain = (now: number, wait: number, interval = 0) =>
  400 * 2.3e-16 * Math.max(Math.abs(now), wait) + 1e-9 * wait + 3e-9 * interval

test('waiting exactly as told suffices, and a hair less does not, at any reading of the clock (B10, B11)', () => {
  fc.assert(
    fc.property(anyLimiter, epoch, gaps, costs, (config, start, steps, prices) => {
      play(config, start, steps, prices, (told, now, cost, made) => {
        if (told.allowed || told.retryAfter === Infinity) return
        expect(told.retryAfter).toBeGreaterThan(0)
        expect(made.would(now + told.retryAfter, cost).allowed).toBe(true)
        const sooner = told.retryAfter - grain(now, told.retryAfter, intervalOf(config))
        if (sooner > 0) expect(made.would(now + sooner, cost).allowed).toBe(false)
      })
    }),
    { numRuns: 600 },
  )
})

test('only a request that costs more than the limiter ever gives is told to wait for ever', () => {
  fc.assert(
    fc.property(
      anyLimiter,
      gaps,
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
      (config, steps, prices) => {
        const largest = 'limit' in config ? config.limit : config.kind === 'gcra' ? config.burst + 1 : config.capacity
        const most = config.kind === 'leakyQueue' ? largest + 1 : largest
        play(config, 0, steps, prices, (told, _now, cost) => {
          if (cost > most) expect(told).toMatchObject({ allowed: false, reason: 'cost', retryAfter: Infinity })
          else if (!told.allowed) expect(told).toMatchObject({ reason: 'limit', retryAfter: expect.any(Number) })
          if (cost <= most) expect(told.retryAfter).toBeLessThan(Infinity)
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('exactly as many requests pass at once as remaining says', () => {
  fc.assert(
    fc.property(anyLimiter, gaps, costs, (config, steps, prices) => {
      play(config, 0, steps, prices, (told, now, _cost, made) => {
        const again = structuredClone(made.state)
        expect(made.burst(now, told.remaining + 1)).toBe(told.remaining)
        Object.assign(made.state, again)
      })
    }),
    { numRuns: 300 },
  )
})

test('after resetAfter a key decides like a new one', () => {
  fc.assert(
    fc.property(anyLimiter, epoch, gaps, costs, (config, start, steps, prices) => {
      const made = limiter(config, start)
      let now = start
      let reset = 0
      steps.forEach((gap, i) => {
        now += gap * intervalOf(config)
        reset = made.at(now, prices[i % prices.length]).resetAfter
      })
      const later = now + reset * (1 + 1e-9) + grain(now, reset)
      const fresh = limiter(config, later)
      const both = Array.from({ length: 40 }, () => [made.passes(later), fresh.passes(later)])
      for (const [old, young] of both) expect(old).toBe(young)
    }),
    { numRuns: 300 },
  )
})

test('a refused request changes nothing', () => {
  fc.assert(
    fc.property(anyLimiter, epoch, gaps, costs, (config, start, steps, prices) => {
      const hammered = limiter(config, start)
      const spared = limiter(config, start)
      let now = start
      steps.forEach((gap, i) => {
        now += gap * intervalOf(config)
        const cost = prices[i % prices.length]
        const told = hammered.at(now, cost)
        if (told.allowed) expect(spared.at(now, cost)).toEqual(told)
        else expect(spared.would(now, cost)).toEqual(told)
      })
    }),
    { numRuns: 300 },
  )
})

test('no interval T lets more than capacity + rate · T through a bucket, a meter or GCRA', () => {
  const metered = anyLimiter.filter(({ kind }) => ['tokenBucket', 'leakyMeter', 'gcra'].includes(kind))
  fc.assert(
    fc.property(metered, gaps, (config, steps) => {
      if (!('rate' in config)) return
      const size = config.kind === 'gcra' ? config.burst + 1 : config.capacity
      const times: number[] = []
      play(config, 0, steps, [1], (told, now) => told.allowed && times.push(now))
      times.forEach((from, i) => {
        times.slice(i).forEach((to, more) => {
          expect(more + 1).toBeLessThanOrEqual(size + (to - from) * config.rate + (more + 2) * 1e-9)
        })
      })
    }),
    { numRuns: 300 },
  )
})

test('tokens stay in [0, capacity]', () => {
  const buckets = anyLimiter.filter(({ kind }) => kind === 'tokenBucket')
  fc.assert(
    fc.property(buckets, epoch, gaps, costs, (config, start, steps, prices) => {
      play(config, start, steps, prices, (_told, _now, _cost, made) => {
        const { tokens } = made.state as TokenBucket
        expect(tokens).toBeGreaterThanOrEqual(0)
        expect(tokens).toBeLessThanOrEqual('capacity' in config ? config.capacity : 0)
      })
    }),
  )
})

test('no window holds more than the limit of a sliding log', () => {
  const logs = anyLimiter.filter(({ kind }) => kind === 'slidingLog')
  fc.assert(
    fc.property(logs, gaps, (config, steps) => {
      if (config.kind !== 'slidingLog') return
      const times: number[] = []
      play(config, 0, steps, [1], (told, now) => told.allowed && times.push(now))
      const span = config.window * (1 - 1e-12)
      expect(mostInSpan(times, span, config.edge === 'closed')).toBeLessThanOrEqual(config.limit)
    }),
    { numRuns: 300 },
  )
})

test('gaps between releases of a leaky queue are never shorter than 1 ÷ rate, its places never overfull', () => {
  const queues = anyLimiter.filter(({ kind }) => kind === 'leakyQueue')
  fc.assert(
    fc.property(queues, epoch, gaps, (config, start, steps) => {
      if (config.kind !== 'leakyQueue') return
      const releases: number[] = []
      play(config, start, steps, [1], (told, now, _cost, made) => {
        const { release } = made.state as LeakyQueue
        if (told.allowed) releases.push(release)
        expect(told.allowed && told.delay).toBe(told.allowed && Math.max(0, release - now))
        expect(releases.filter((one) => one > now).length).toBeLessThanOrEqual(config.capacity)
      })
      releases.forEach((release, i) => {
        if (i > 0) expect(release - (releases[i - 1] ?? 0)).toBeGreaterThanOrEqual(1 / config.rate)
      })
    }),
    { numRuns: 300 },
  )
})

test('a clock that is set back locks nobody out: the wait is at most that after the last that passed (B14)', () => {
  fc.assert(
    fc.property(anyLimiter, gaps, fc.double({ min: 0, max: 1000, noNaN: true }), (config, steps, back) => {
      const made = limiter(config, 5000)
      let now = 5000
      let last = now
      for (const gap of steps) {
        now += gap * intervalOf(config)
        if (made.burst(now, 3) > 0) last = now
      }
      const before = made.would(last).retryAfter
      const after = made.at(now - back)
      const windows = config.kind === 'fixedWindow' || config.kind === 'slidingCounter' ? config.window : 0
      if (after.allowed) return
      expect(after.retryAfter).toBeLessThanOrEqual(before + 2 * windows + grain(now, 1))
      expect(made.would(now - back + after.retryAfter).allowed).toBe(true)
    }),
    { numRuns: 400 },
  )
})
