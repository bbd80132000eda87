import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstViolation } from '../../../src/engines/lock/safety.ts'
import type { PlannedAct } from '../../../src/lab/lesson.ts'
import type { LockParams } from '../../../src/labs/distributed-lock/params.ts'
import { preset, ran } from './running.ts'

const pause = (at: number, time: number): PlannedAct => ({ at, do: 'pause', with: { client: 0, time } })

/** Everything that goes wrong, drawn at random. */
const trouble = fc.record({
  seed: fc.integer({ min: 1, max: 100_000 }),
  loss: fc.constantFrom(0, 0.05, 0.2),
  duplication: fc.constantFrom(0, 0.1),
  jitter: fc.constantFrom(0, 500),
  pauseRate: fc.constantFrom(0, 0.1, 0.4),
  crashRate: fc.constantFrom(0, 0.05),
  latencyDistribution: fc.constantFrom('constant', 'exponential', 'lognormal'),
  ttlClock: fc.constantFrom('monotonic', 'wall'),
  noticed: fc.constantFrom('timer', 'asked'),
  repeated: fc.constantFrom('refused', 'sameToken'),
  waiting: fc.constantFrom('none', 'line', 'herd'),
  service: fc.constantFrom('single', 'lease'),
  resources: fc.integer({ min: 1, max: 3 }),
  acts: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 8000 }),
      do: fc.constantFrom(
        'pause',
        'crash',
        'cut',
        'heal',
        'delayWrite',
        'delayRenewal',
        'loseRelease',
        'step',
        'restart',
      ),
    }),
    { maxLength: 6 },
  ),
})

const troubled = (fencing: LockParams['fencing']) =>
  fc.property(trouble, ({ acts, seed, ...set }) => {
    const inOrder = acts.toSorted((a, b) => a.at - b.at)
    const run = ran({ ...set, fencing } as Partial<LockParams>, inOrder, 10_000, seed)
    expect(run.broken).toEqual([])
    expect(run.world.totals.conflicts).toBe(0)
  })

describe('whatever goes wrong, the storage takes no stale write', () => {
  test('if new holders stamp it first', () => {
    fc.assert(troubled('stamped'), { numRuns: 60, seed: 3 })
  })

  test('if the service tells it of each token before the client', () => {
    fc.assert(troubled('published'), { numRuns: 60, seed: 4 })
  })
})

describe('a pause longer than the TTL', () => {
  test('makes a conflict without the token check, and the checker names the write', () => {
    const { taken, world } = preset('pause', 10_000)
    expect(taken('storage.conflicts')).toBe(1)
    const found = firstViolation(world.checkers.unchecked)
    expect(found).toMatchObject({ kind: 'staleWrite', resource: 0 })
    expect(found?.token).toBeLessThan(found?.holderToken ?? 0)
  })

  test('is harmless to the storage beside it that compares tokens and gets the same writes', () => {
    const { world } = preset('pause', 10_000)
    expect(world.checkers.checked.counts.staleWrite).toBe(0)
    expect(world.checked[0]?.rejected).toBe(1)
  })

  test('makes no difference to a client that looks at its clock before it writes', () => {
    const { taken } = preset('pause', 10_000, { guard: 'ownClock' })
    expect(taken('storage.conflicts')).toBe(0)
    expect(taken('client.lapses')).toBe(1)
  })

  test('slips through a look at the clock that comes before the pause', () => {
    const looked = { guard: 'ownClock', writeDelay: 500, workTime: 200, thinkTime: 100, clients: 3 } as const
    const { taken } = ran({ ...looked, workDistribution: 'constant', heartbeat: 0, waiting: 'line' }, [
      ...Array.from({ length: 6 }, (_, i) => pause(1000 + i * 3000, 2600)),
    ])
    expect(taken('storage.conflicts')).toBeGreaterThan(0)
  })
})

test('a write that spends the time in the network needs no pause to be stale', () => {
  const { taken, world } = preset('pause', 24_000)
  expect(world.totals.pauses).toBe(1)
  expect(taken('storage.conflicts')).toBe(2)
})

describe('the gap of a storage that only compares with what it has seen', () => {
  const until = 13_000

  test('lets a stale write in that comes before the first one of the new holder', () => {
    const { taken, world } = preset('fenced', until)
    expect([taken('storage.rejects'), taken('storage.conflicts')]).toEqual([1, 1])
    expect(world.checked[0]?.backwards).toBe(0)
  })

  test.each(['stamped', 'published'] as const)('is closed by new holders whose token is %s', (fencing) => {
    const { taken } = preset('fenced', until, { fencing })
    expect([taken('storage.rejects'), taken('storage.conflicts')]).toEqual([2, 0])
  })
})
