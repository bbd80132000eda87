import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blankDecision } from '../../../src/engines/rate-limit/decision.ts'
import {
  atomicWindow,
  type DistributedConfig,
  entriesOf,
  referenceWindow,
  withoutServer,
} from '../../../src/engines/rate-limit/distributed.ts'
import { add, createSet, removeMember, removeRange, scoreAt } from '../../../src/engines/rate-limit/sorted-set.ts'
import { passing, shared } from './gateways.ts'
import { mostInSpan } from './samples.ts'

const count = (config: DistributedConfig, times: readonly number[]) => {
  const made = shared(config)
  return times.filter((now) => made.at(now).allowed).length
}

test('requests of the same clock reading count one by one; by the reference they share an entry (B19)', () => {
  const six = [0, 0, 0, 0, 0, 0]
  expect(count(referenceWindow(3, 10), six)).toBe(6)
  expect(count(atomicWindow(3, 10), six)).toBe(3)
  const coarse = Array.from({ length: 5000 }, (_, i) => Math.floor(i / 5) / 1000)
  expect(count(referenceWindow(100, 1), coarse)).toBeGreaterThan(450)
  expect(count(atomicWindow(100, 1), coarse)).toBe(100)
})

test('a refused request erases nobody’s entry; by the reference every other one passes at a limit of 1 (B20)', () => {
  const six = [0, 0, 0, 0, 0, 0]
  expect(count(referenceWindow(1, 10), six)).toBe(3)
  expect(count(atomicWindow(1, 10), six)).toBe(1)
})

test('no phantom takes a place: a request that will be refused adds nothing (B21)', () => {
  const play = (config: DistributedConfig) => {
    const made = shared(config)
    made.at(0)
    const first = made.begin(9.5)
    const second = made.begin(10)
    made.end(10, first)
    made.end(10, second)
    return [first.told.allowed, second.told.allowed]
  }
  expect(play(referenceWindow(1, 10))).toEqual([false, false])
  expect(play(atomicWindow(1, 10))).toEqual([false, true])
})

test('a gateway that dies between two trips blocks no place (B21)', () => {
  const play = (config: DistributedConfig) => {
    const made = shared(config)
    made.at(0)
    made.begin(5)
    return made.at(10).allowed
  }
  expect(play(referenceWindow(1, 10))).toBe(false)
  expect(play(atomicWindow(1, 10))).toBe(true)
})

test('a window may be a fraction: the TTL is rounded up; the reference adds, fails, keeps the key (B22)', () => {
  const reference = shared(referenceWindow(2, 2.5, true))
  const told = [0, 1, 2].map((now) => reference.at(now))
  expect(told.map(({ allowed, reason }) => [allowed, reason])).toEqual(new Array(3).fill([false, 'fault']))
  expect(entriesOf(reference.server, 1)).toBe(3)
  const made = shared(atomicWindow(2, 2.5))
  expect([0, 1, 2].map((now) => made.at(now).allowed)).toEqual([true, true, false])
})

test('the server forgets keys at the end of their life, except those whose TTL it refused (B13, B22)', () => {
  const slots = (config: DistributedConfig) => {
    const made = shared(config)
    for (let key = 0; key < 2000; key += 1) made.at(key, 0, 1, key)
    return made.server.sets.states.length
  }
  expect(slots(atomicWindow(2, 9.5))).toBeLessThanOrEqual(11)
  expect(slots(referenceWindow(2, 9.5, true))).toBe(2000)
})

test('a gateway whose clock is ahead evicts nothing early, as the server’s time counts (B23)', () => {
  const play = (config: DistributedConfig) => {
    const made = shared(config)
    return [made.at(0).allowed, made.at(6, 4).allowed]
  }
  expect(play(referenceWindow(1, 10))).toEqual([true, true])
  expect(play(atomicWindow(1, 10))).toEqual([true, false])
})

test('entries with scores below zero leave too; the reference spares them (B23)', () => {
  const play = (config: DistributedConfig) => {
    const made = shared(config)
    return [made.at(-5).allowed, made.at(-3.5).allowed]
  }
  expect(play(referenceWindow(1, 1))).toEqual([true, false])
  expect(play(atomicWindow(1, 1))).toEqual([true, true])
})

test('without the server a gateway fails open or closed, as configured (B24)', () => {
  const told = blankDecision()
  withoutServer({ ...atomicWindow(1, 1), unreachable: 'open' }, told)
  expect(told.allowed).toBe(true)
  withoutServer(atomicWindow(1, 1), told)
  expect(told).toMatchObject({ allowed: false, reason: 'fault' })
})

test('an entry exactly one window old has left (D9)', () => {
  const made = shared(atomicWindow(1, 5))
  made.at(0)
  expect([made.at(4.999).allowed, made.at(5).allowed]).toEqual([false, true])
})

test('a request of cost n takes n places, and its wait is exact', () => {
  const made = shared(atomicWindow(4, 10))
  made.at(0, 0, 1)
  made.at(3, 0, 2)
  expect(made.at(4, 0, 3)).toMatchObject({ allowed: false, reason: 'limit', retryAfter: 9, remaining: 1 })
  expect(made.at(4, 0, 5)).toMatchObject({ allowed: false, reason: 'cost', retryAfter: Infinity })
  expect(made.at(13, 0, 3).allowed).toBe(true)
})

const burst = Array.from({ length: 400 }, (_, i) => ({ at: (i >> 2) * 0.01 }))

test('four gateways racing: read-then-add passes the limit, add-then-remove stays under it, one step meets it', () => {
  const most = (order: DistributedConfig['order']) =>
    mostInSpan(
      passing({ ...atomicWindow(100, 1), order }, burst, 0.02).sort((a, b) => a - b),
      1,
    )
  expect(most('atomic')).toBe(100)
  expect(most('readThenAdd')).toBeGreaterThan(105)
  expect(most('addThenRemove')).toBeLessThanOrEqual(100)
})

test('under steady overload refused requests hold places as phantoms: add-then-remove passes less (B21)', () => {
  const steady = Array.from({ length: 8000 }, (_, i) => ({ at: i / 400 }))
  const passed = (order: DistributedConfig['order']) => passing({ ...atomicWindow(100, 1), order }, steady, 0.1).length
  expect(passed('atomic')).toBe(2000)
  expect(passed('addThenRemove')).toBeLessThan(1900)
})

test('in one step, no window of server time ever holds more than the limit, whatever latency and skew', () => {
  const arrival = fc.record({
    at: fc.double({ min: 0, max: 10, noNaN: true }),
    skew: fc.double({ min: -5, max: 5, noNaN: true }),
  })
  fc.assert(
    fc.property(
      fc.array(arrival, { maxLength: 120 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (arrivals, latency) => {
        const passed = passing(atomicWindow(5, 1), arrivals, latency).map((at) => at + latency)
        expect(
          mostInSpan(
            passed.sort((a, b) => a - b),
            1 - 1e-12,
          ),
        ).toBeLessThanOrEqual(5)
      },
    ),
    { numRuns: 100 },
  )
})

test('the sorted set stays in order under any adding and removing', () => {
  const step = fc.oneof(
    fc.record({ add: fc.integer({ min: -20, max: 20 }) }),
    fc.record({ from: fc.integer({ min: -20, max: 0 }), to: fc.integer({ min: -20, max: 20 }) }),
    fc.record({ drop: fc.nat() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const set = createSet()
      let entries: { score: number; member: number }[] = []
      steps.forEach((one, member) => {
        if ('add' in one) {
          add(set, one.add, member)
          entries.push({ score: one.add, member })
        } else if ('drop' in one) {
          const gone = entries[one.drop % Math.max(1, entries.length)]
          if (!gone) return
          expect(removeMember(set, gone.score, gone.member)).toBe(1)
          entries = entries.filter(({ member: other }) => other !== gone.member)
        } else {
          const before = entries.length
          entries = entries.filter(({ score }) => score < one.from || score > one.to)
          expect(removeRange(set, one.from, one.to)).toBe(before - entries.length)
        }
        const held = Array.from({ length: set.count }, (_, rank) => scoreAt(set, rank))
        expect(held).toEqual(entries.map(({ score }) => score).sort((a, b) => a - b))
      })
    }),
  )
})
