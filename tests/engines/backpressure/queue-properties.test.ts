import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abandon, arrive, finish, offer, retune, take } from '../../../src/engines/backpressure/flow.ts'
import { fillsFrom, marksOf, pressesFrom, refusesFrom, relaxesAt } from '../../../src/engines/backpressure/marks.ts'
import {
  createQueue,
  depth,
  inWork,
  type Queue,
  type QueueConfig,
  signalOf,
} from '../../../src/engines/backpressure/queue.ts'
import { copy } from '../../../src/sim/copy.ts'

const share = fc.double({ min: 0, max: 1.2, noNaN: true })

const configs: fc.Arbitrary<QueueConfig> = fc
  .record({
    rule: fc.constantFrom('watermarks' as const, 'bands' as const, 'drain' as const),
    capacity: fc.integer({ min: 1, max: 30 }),
    high: share,
    low: share,
    hysteresis: fc.boolean(),
    overflow: fc.constantFrom('reject' as const, 'dropOldest' as const, 'block' as const, 'codel' as const),
    target: fc.integer({ min: 1, max: 20 }),
    interval: fc.integer({ min: 1, max: 100 }),
    holdBack: fc.constant(0),
  })
  .map((config) => ({ ...config, ...marksOf(config.capacity, config.high, config.low) }))

type Act = { readonly do: 'offer' | 'take' | 'finish' | 'abandon' | 'arrive' | 'retune'; readonly after: number }

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    do: fc.oneof(
      { weight: 10, arbitrary: fc.constant('offer' as const) },
      { weight: 6, arbitrary: fc.constant('take' as const) },
      { weight: 4, arbitrary: fc.constantFrom('finish' as const, 'abandon' as const, 'arrive' as const) },
      { weight: 1, arbitrary: fc.constant('retune' as const) },
    ),
    after: fc.integer({ min: 0, max: 12 }),
  }),
  { minLength: 1, maxLength: 200 },
)

/** Plays acts, items numbered in order; `each` looks after every one. */
function play(
  queue: Queue,
  config: QueueConfig,
  script: readonly Act[],
  each: (act: Act, now: number) => void,
  start = 0,
): void {
  let now = start
  for (const act of script) {
    now += act.after
    if (act.do === 'offer') offer(queue, config, queue.offered, now)
    else if (act.do === 'take') take(queue, config, now)
    else if (act.do === 'finish') finish(queue)
    else if (act.do === 'abandon') abandon(queue, queue.offered - 1)
    else if (act.do === 'arrive') arrive(queue, queue.era)
    else retune(queue, config, now)
    each(act, now)
  }
}

const runs = { numRuns: 150 }

describe('whatever happens to a queue', () => {
  test('it never holds more than its capacity, and nothing is lost track of', () => {
    fc.assert(
      fc.property(configs, acts, (config, script) => {
        const queue = createQueue(0)
        play(queue, config, script, () => {
          expect(depth(queue)).toBeLessThanOrEqual(refusesFrom(config))
          expect(queue.offered).toBe(queue.accepted + queue.rejected + queue.abandoned + queue.outside.size)
          expect(queue.accepted).toBe(queue.served + queue.lost + depth(queue))
          expect(queue.served).toBe(queue.finished + inWork(queue))
        })
      }),
      runs,
    )
  })

  test('its signal changes only where a mark is crossed, and says what the depth says', () => {
    fc.assert(
      fc.property(configs, acts, (config, script) => {
        const queue = createQueue(0)
        let era = 0
        play(queue, config, script, () => {
          const size = depth(queue)
          const { count, edges } = queue.trail
          const taken = edges.slice(0, count)
          if (taken.includes('presses')) expect(size).toBeGreaterThanOrEqual(pressesFrom(config))
          if (taken.includes('fillsUp')) expect(size).toBeGreaterThanOrEqual(refusesFrom(config))
          if (taken.includes('eases')) expect(size).toBeLessThan(refusesFrom(config))
          if (taken.includes('relaxes')) expect(size).toBeLessThanOrEqual(relaxesAt(config))
          expect(signalOf(queue.state) === 'red').toBe(size >= refusesFrom(config))
          if (signalOf(queue.state) === 'green') expect(size).toBeLessThan(pressesFrom(config))
          else expect(size).toBeGreaterThan(relaxesAt(config))
          if (queue.state === 'accepting.normal') expect(size).toBeLessThan(fillsFrom(config))
          if (queue.era === era) for (const edge of ['presses', 'relaxes']) expect(taken).not.toContain(edge)
          era = queue.era
        })
      }),
      runs,
    )
  })

  test('with hysteresis it never leaves pressure between the marks', () => {
    fc.assert(
      fc.property(configs, acts, (config, script) => {
        const queue = createQueue(0)
        const marks = { ...config, rule: 'watermarks', hysteresis: true } as const
        let before = signalOf(queue.state)
        play(queue, marks, script, () => {
          const after = signalOf(queue.state)
          if (before !== 'green' && depth(queue) >= marks.low && depth(queue) > 0) expect(after).not.toBe('green')
          if (before === 'green' && depth(queue) <= marks.high && depth(queue) < marks.capacity) {
            expect(after).toBe('green')
          }
          before = after
        })
      }),
      runs,
    )
  })

  test('controlled delay drops only what waited for the target, after an interval in which everything did', () => {
    const numbers = fc.record({ target: fc.integer({ min: 1, max: 9 }), interval: fc.integer({ min: 1, max: 40 }) })
    const crowd = fc.array(
      fc.record({
        do: fc.constantFrom('offer' as const, 'offer' as const, 'take' as const),
        after: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 100, maxLength: 300 },
    )
    let drops = 0
    fc.assert(
      fc.property(configs, numbers, crowd, (config, { target, interval }, script) => {
        const controlled = { ...config, target, interval, capacity: 40, overflow: 'codel' } as const
        const queue = createQueue(0)
        let goodAt = 0
        play(queue, controlled, script, (act, now) => {
          if (act.do !== 'take') return
          const { dropped, waited } = queue
          for (let i = 0; i < dropped.count; i += 1) {
            expect(dropped.waited[i]).toBeGreaterThanOrEqual(target)
            expect(now - goodAt).toBeGreaterThanOrEqual(interval)
            drops += 1
          }
          if (waited < target || depth(queue) <= 1) goodAt = now
        })
      }),
      runs,
    )
    expect(drops).toBeGreaterThan(100)
  })

  test('a copy goes on exactly as the original does', () => {
    fc.assert(
      fc.property(configs, acts, acts, (config, first, second) => {
        const queue = createQueue(0)
        play(queue, config, first, () => {})
        const twin = copy(queue)
        play(queue, config, second, () => {}, 5000)
        play(twin, config, second, () => {}, 5000)
        expect(twin).toEqual(queue)
      }),
      { numRuns: 100 },
    )
  })
})
