import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random, seededStreams } from '../../src/sim/random.ts'
import { CLIENT_ERROR, CONNECTION_ERROR, drawFault, NO_ANSWER, NO_FAULT, SERVER_ERROR } from '../../src/world/faults.ts'
import { clear, dequeue, enqueue, fifo } from '../../src/world/fifo.ts'
import { retryWait } from '../../src/world/retries.ts'
import { crash, finish, offer, service, take } from '../../src/world/service.ts'
import { type ServiceTime, serviceTime } from '../../src/world/service-time.ts'
import { grown, occupy, room, slots, vacate } from '../../src/world/slots.ts'

const stream = (seed = 7) => new Random(seededStreams(seed, ['any']), 0)

describe('a service', () => {
  test('its workers take calls in the order of their coming', () => {
    const backend = service()
    for (const call of [11, 12, 13, 14]) expect(offer(backend, call, 2, 10)).toBe(true)
    expect([take(backend, 2), take(backend, 2), take(backend, 2)]).toEqual([11, 12, -1])
    finish(backend)
    expect([take(backend, 2), take(backend, 2)]).toEqual([13, -1])
  })

  test('a full line refuses, but a free worker is never refused', () => {
    const backend = service()
    expect(offer(backend, 1, 1, 0)).toBe(true)
    expect(take(backend, 1)).toBe(1)
    expect(offer(backend, 2, 1, 0)).toBe(false)
    expect(offer(backend, 2, 1, 1)).toBe(true)
    expect(offer(backend, 3, 1, 1)).toBe(false)
  })

  test('a crash loses what is in work and in line', () => {
    const backend = service()
    for (const call of [1, 2, 3]) offer(backend, call, 1, 5)
    take(backend, 1)
    crash(backend)
    expect([backend.busy, backend.line.size, take(backend, 1)]).toEqual([0, 0, -1])
  })

  test.each<ServiceTime['serviceDistribution']>(['constant', 'exponential', 'lognormal', 'pareto'])(
    'a %s service time has the declared mean',
    (serviceDistribution) => {
      const random = stream()
      const of: ServiceTime = { serviceDistribution, serviceTime: 40, serviceVariation: 0.5 }
      const drawn = Array.from({ length: 40_000 }, () => serviceTime(of, random))
      expect(Math.min(...drawn)).toBeGreaterThan(0)
      expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length / 40).toBeCloseTo(1, 1)
    },
  )

  test.each<ServiceTime['serviceDistribution']>(['lognormal', 'pareto'])('a %s time varies as declared', (kind) => {
    const random = stream()
    const of: ServiceTime = { serviceDistribution: kind, serviceTime: 1, serviceVariation: 0.4 }
    const drawn = Array.from({ length: 200_000 }, () => serviceTime(of, random))
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const variance = drawn.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / drawn.length
    expect(Math.sqrt(variance) / mean).toBeGreaterThan(0.35)
    expect(Math.sqrt(variance) / mean).toBeLessThan(0.45)
  })
})

test('every fault befalls its share of the calls, with one draw each', () => {
  const shares = { connectionErrors: 0.1, lostAnswers: 0.2, serverErrors: 0.3, clientErrors: 0.05 }
  const random = stream()
  const counts = [0, 0, 0, 0, 0]
  for (let n = 0; n < 50_000; n += 1) {
    const fault = drawFault(shares, random)
    counts[fault] = (counts[fault] ?? 0) + 1
  }
  const share = (fault: number) => (counts[fault] ?? 0) / 50_000
  expect(share(NO_FAULT)).toBeCloseTo(0.35, 1)
  expect(share(CONNECTION_ERROR)).toBeCloseTo(0.1, 1)
  expect(share(NO_ANSWER)).toBeCloseTo(0.2, 1)
  expect(share(SERVER_ERROR)).toBeCloseTo(0.3, 1)
  expect(share(CLIENT_ERROR)).toBeCloseTo(0.05, 1)
})

test('waits before retries double, and jitter only shortens them', () => {
  const steady = { retryAttempts: 3, retryBackoff: 100, retryJitter: 0 }
  const random = stream()
  expect([1, 2, 3].map((attempt) => retryWait(steady, attempt, random))).toEqual([100, 200, 400])
  for (let n = 0; n < 100; n += 1) {
    const wait = retryWait({ ...steady, retryJitter: 1 }, 2, random)
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(200)
  }
  expect(retryWait(steady, 400, random)).toBe(60_000)
})

test('a line gives back what was put in, in order, however it grew', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 999 })), { maxLength: 300 }), (steps) => {
      const line = fifo()
      const plain: number[] = []
      for (const item of steps) {
        if (item === null) expect(dequeue(line)).toBe(plain.shift() ?? -1)
        else {
          enqueue(line, item)
          plain.push(item)
        }
      }
      expect(line.size).toBe(plain.length)
      expect(plain.map(() => dequeue(line))).toEqual(plain)
      enqueue(line, 1)
      clear(line)
      expect(dequeue(line)).toBe(-1)
    }),
  )
})

test('a place given back is taken again under another era, and columns grow with the table', () => {
  const table = slots(2)
  let column = new Float64Array(room(table))
  const places = [occupy(table), occupy(table), occupy(table)]
  if (room(table) > column.length) column = grown(column, room(table))
  expect(new Set(places).size).toBe(3)
  expect(column.length).toBeGreaterThanOrEqual(3)
  const era = table.era[1]
  vacate(table, 1)
  expect(table.era[1]).not.toBe(era)
  expect(occupy(table)).toBe(1)
  expect(table.used).toBe(3)
})
