import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawOrder, orderAt, orderBits } from '../../../src/engines/gossip/order.ts'
import { Random, seededStreams } from '../../../src/sim/random.ts'

test('an order has every number below its size once, for any seed', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, bits) => {
      const size = 1 << bits
      const order = Array.from({ length: size }, (_, place) => orderAt(seed, place, bits))
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i))
    }),
  )
})

test('so many bits number the places: 1 for two, 10 for a thousand', () => {
  expect([1, 2, 3, 4, 5, 1000, 1024, 1025, 10_000].map(orderBits)).toEqual([1, 1, 2, 2, 3, 10, 10, 11, 14])
})

test.each([3, 4, 6])('with %i bits every place holds every number equally often over random seeds', (bits) => {
  const chance = new Random(seededStreams(3, ['order']), 0)
  const size = 1 << bits
  const draws = 400 * size
  const seen = new Int32Array(size * size)
  for (let i = 0; i < draws; i += 1) {
    const seed = drawOrder(chance)
    for (let place = 0; place < size; place += 1) {
      const cell = place * size + orderAt(seed, place, bits)
      seen[cell] = (seen[cell] as number) + 1
    }
  }
  const mean = draws / size
  const spread = 5.5 * Math.sqrt(mean)
  for (const count of seen) expect(Math.abs(count - mean)).toBeLessThan(spread)
})

test('neighbours in one order are strangers in the next', () => {
  const chance = new Random(seededStreams(4, ['order']), 0)
  let followed = 0
  for (let i = 0; i < 4000; i += 1) {
    const seed = drawOrder(chance)
    const place = Array.from({ length: 64 }, (_, at) => orderAt(seed, at, 6)).indexOf(17)
    if (place < 63 && orderAt(seed, place + 1, 6) === 18) followed += 1
  }
  expect(followed).toBeGreaterThan(30)
  expect(followed).toBeLessThan(100)
})
