import { describe, expect, test } from 'vitest'
import { answerDelay, arrive, finish, offer, retune, take } from '../../../src/engines/backpressure/flow.ts'
import {
  bands,
  marksOf,
  pressesFrom,
  refusesFrom,
  relaxesAt,
  watermarks,
} from '../../../src/engines/backpressure/marks.ts'
import { createQueue, depth, inWork, type QueueConfig, signalOf } from '../../../src/engines/backpressure/queue.ts'
import { Driver, plain } from './queue-driver.ts'

describe('the marks of the exercise’s states, at 1000', () => {
  const marks = watermarks(1000)

  test('pressure begins above 800, ends below 600; refusal begins at 1000', () => {
    expect([pressesFrom(marks), relaxesAt(marks), refusesFrom(marks)]).toEqual([801, 599, 1000])
  })

  test('without hysteresis one mark decides both ways', () => {
    expect(relaxesAt({ ...marks, hysteresis: false })).toBe(800)
  })

  test('marks that meet or cross still leave an order: empty never presses, full always does', () => {
    for (const [high, low] of [
      [1, 1],
      [0, 0],
      [0.2, 0.9],
      [0, 1],
    ] as const) {
      for (const rule of ['watermarks', 'bands', 'drain'] as const) {
        const odd = { rule, ...marksOf(7, high, low), hysteresis: true }
        expect(relaxesAt(odd)).toBeGreaterThanOrEqual(0)
        expect(relaxesAt(odd)).toBeLessThan(pressesFrom(odd))
        expect(pressesFrom(odd)).toBeLessThanOrEqual(refusesFrom(odd))
        expect(refusesFrom(odd)).toBeLessThanOrEqual(7)
      }
    }
  })
})

test('the bands of the exercise’s flow: 599 is green, 600 and 800 are yellow, 801 is red, and no more gets in', () => {
  const driver = new Driver({ ...plain, ...bands(1000) })
  const seen = new Map<number, string>()
  for (let item = 0; item < 900; item += 1) {
    driver.offer(item)
    seen.set(driver.depth, driver.signal)
  }
  expect([599, 600, 800, 801].map((at) => seen.get(at))).toEqual(['green', 'yellow', 'yellow', 'red'])
  expect(driver.depth).toBe(801)
  driver.take()
  expect([driver.depth, driver.signal]).toEqual([800, 'yellow'])
  driver.takeMany(201)
  expect([driver.depth, driver.signal]).toEqual([599, 'green'])
})

test('watermarks: every edge at its depth, on the way up and on the way down', () => {
  const driver = new Driver({ ...plain, ...watermarks(10) })
  for (let item = 0; item < 12; item += 1) driver.offer(item)
  driver.takeMany(10)
  expect(driver.story).toEqual([
    'fills 7',
    'presses 9',
    'fillsUp 10',
    'drops 10',
    'dropsMore 10',
    'eases 9',
    'relaxes 5',
  ])
})

test('a stream of Node asks for silence at its mark and waits until it is empty', () => {
  const driver = new Driver({ ...plain, rule: 'drain', capacity: 100, high: 16, low: 0 })
  driver.offerMany(15)
  expect(driver.signal).toBe('green')
  driver.offer(15)
  expect(driver.signal).toBe('yellow')
  driver.takeMany(15)
  expect([driver.depth, driver.signal]).toEqual([1, 'yellow'])
  driver.take()
  expect(driver.signal).toBe('green')
})

test('a signal that has arrived makes producers slow, unless a newer one is on its way', () => {
  const driver = new Driver({ ...plain, ...watermarks(10) })
  driver.offerMany(9)
  expect(driver.queue.state).toBe('pressuring.signaling')
  arrive(driver.queue, driver.queue.era)
  expect(driver.queue.state).toBe('pressuring.slowing')
  driver.offer(9)
  driver.take()
  arrive(driver.queue, 1)
  expect(driver.queue.state).toBe('pressuring.signaling')
})

test('drop oldest keeps the newest: the queue stays full and the head is lost', () => {
  const driver = new Driver({ ...plain, ...watermarks(3), overflow: 'dropOldest' })
  driver.offerMany(3)
  expect(driver.offer(3, 7)).toBe('accepted')
  expect(driver.queue.dropped).toMatchObject({ count: 1, items: [0], waited: [7] })
  expect([driver.take(), driver.take(), driver.take(), driver.take()]).toEqual([1, 2, 3, -1])
  expect(driver.queue).toMatchObject({ offered: 4, accepted: 4, rejected: 0, lost: 1, served: 3 })
})

test('block lets those outside in, first come first in, as soon as a place is free, and stays red meanwhile', () => {
  const driver = new Driver({ ...plain, ...watermarks(3), overflow: 'block' })
  driver.offerMany(3)
  expect([driver.offer(3, 10), driver.offer(4, 20)]).toEqual(['blocked', 'blocked'])
  expect(driver.take(25)).toBe(0)
  expect(driver.queue.admitted).toMatchObject({ count: 1, items: [3], waited: [15] })
  expect([driver.depth, driver.signal]).toEqual([3, 'red'])
  driver.takeMany(2)
  expect(driver.signal).toBe('yellow')
  expect(driver.queue).toMatchObject({ offered: 5, accepted: 5, rejected: 0, lost: 0 })
})

test('who gives up outside is counted, and lets those behind move up', () => {
  const driver = new Driver({ ...plain, ...watermarks(1), overflow: 'block' })
  driver.offerMany(3)
  expect([driver.abandon(1), driver.abandon(1), driver.abandon(0)]).toEqual([true, false, false])
  driver.take()
  expect(driver.queue.admitted.items[0]).toBe(2)
  expect(driver.queue).toMatchObject({ offered: 3, accepted: 2, abandoned: 1 })
})

test('a jump over several marks takes every edge on its way', () => {
  const driver = new Driver({ ...plain, ...watermarks(100) })
  driver.offerMany(50)
  retune(driver.queue, { ...plain, ...watermarks(40) }, 5)
  expect(driver.queue.trail.edges.slice(0, driver.queue.trail.count)).toEqual(['presses', 'fillsUp'])
  expect(driver.queue).toMatchObject({ lost: 10, dropped: { count: 10 } })
  expect(depth(driver.queue)).toBe(40)
  retune(driver.queue, { ...plain, ...watermarks(100) }, 6)
  expect(signalOf(driver.queue.state)).toBe('green')
})

test('work that is taken is in work until it is finished', () => {
  const driver = new Driver({ ...plain, ...watermarks(5) })
  driver.offerMany(3)
  driver.takeMany(2)
  finish(driver.queue)
  expect(inWork(driver.queue)).toBe(1)
  expect(driver.queue).toMatchObject({ served: 2, finished: 1 })
})

test('yellow costs the answer a delay, green does not', () => {
  const config: QueueConfig = { ...plain, ...bands(10), holdBack: 50 }
  const queue = createQueue(0)
  offer(queue, config, 0, 0)
  expect(answerDelay(queue, config)).toBe(0)
  for (let item = 1; item < 6; item += 1) offer(queue, config, item, 0)
  expect(answerDelay(queue, config)).toBe(50)
  take(queue, config, 1)
  expect(answerDelay(queue, config)).toBe(0)
})
