import { expect, test } from 'vitest'
import { gap } from '../../../src/engines/backpressure/codel.ts'
import { watermarks } from '../../../src/engines/backpressure/marks.ts'
import { Driver, plain } from './queue-driver.ts'

const controlled = (capacity = 1000) => new Driver({ ...plain, ...watermarks(capacity), overflow: 'codel' })

const edges = ({ queue }: Driver): string[] => queue.codel.trail.edges.slice(0, queue.codel.trail.count)

test('a queue that waits below the target is left alone', () => {
  const driver = controlled()
  for (let now = 0; now < 1000; now += 1) {
    driver.offer(now, now)
    if (now >= 4) driver.take(now)
  }
  expect(driver.queue.codel.state).toBe('below')
  expect(driver.queue.lost).toBe(0)
})

/** Items that come every millisecond and are taken `lag` later. */
function lagging(driver: Driver, lag: number, until: number, then?: (now: number) => void): void {
  for (let now = driver.now + 1; now <= until; now += 1) {
    driver.offer(now, now)
    if (now > lag) driver.take(now)
    then?.(now)
  }
}

test('a wait equal to the target counts as above; the first drop comes an interval after, not before', () => {
  const driver = controlled()
  const drops: number[] = []
  lagging(driver, 5, 300, (now) => {
    for (let i = 0; i < driver.queue.dropped.count; i += 1) drops.push(now)
  })
  expect(drops[0]).toBe(106)
  expect(driver.queue.codel.state).not.toBe('above')
})

test('one wait below the target begins the interval anew', () => {
  const driver = controlled()
  lagging(driver, 10, 90)
  expect(edges(driver)).toEqual([])
  while (driver.depth > 2) driver.take(90)
  expect(driver.queue.codel.state).toBe('below')
  lagging(driver, 10, 150)
  expect(driver.queue.lost).toBe(0)
})

test('drops come after interval ÷ √count each, however often one looks', () => {
  const driver = controlled(100_000)
  for (let item = 0; item < 50_000; item += 1) driver.offer(item, 0)
  const drops: number[] = []
  for (let now = 10; drops.length < 8; now += 0.05) {
    driver.take(now)
    for (let i = 0; i < driver.queue.dropped.count; i += 1) drops.push(now)
  }
  const after = drops.slice(1, 6).map((now) => now - (drops[0] as number))
  for (const [i, published] of [100, 170.7, 228.4, 278.4, 323.2].entries()) {
    expect(Math.abs((after[i] as number) - published)).toBeLessThan(0.11)
  }
})

test('the last item and the one before it are never dropped', () => {
  const driver = controlled()
  driver.offerMany(40)
  for (let now = 10; driver.depth > 0; now += 60) driver.take(now)
  expect(driver.queue.served).toBeGreaterThan(1)
  const { served, lost } = driver.queue
  expect(served + lost).toBe(40)
  expect(driver.queue.codel.state).toBe('below')
})

test('dropping ends with a wait below the target, and takes its count up again soon after', () => {
  const driver = controlled()
  lagging(driver, 60, 900)
  const { codel } = driver.queue
  expect(codel.state).toBe('dropping')
  const reached = codel.count
  expect(reached).toBeGreaterThan(3)
  while (driver.depth > 3) driver.take(900)
  driver.take(901)
  expect(codel.state).toBe('below')
  let begun = 0
  for (let now = 902; begun === 0; now += 1) {
    driver.offer(now, now)
    if (now > 942) driver.take(now)
    if (edges(driver).includes('begins')) begun = codel.count
  }
  expect(begun).toBe(reached - 1)
})

test('a gap shrinks with the root of the count', () => {
  expect(gap({ target: 5, interval: 100 }, 4)).toBe(50)
  expect(gap({ target: 5, interval: 100 }, 1)).toBe(100)
})
