import { expect, test } from 'vitest'
import { stripTotal } from '../../../src/app/panels/strip-total.ts'

test.each([
  [0, 20_000, 30_000],
  [29_000, 20_000, 60_000],
  [33_000, 20_000, 60_000],
  [61_000, 20_000, 120_000],
  [3_600_000, 20_000, 7_200_000],
])('a run of %i ms on a strip of at least %i ms gets one of %i ms', (end, least, total) => {
  expect(stripTotal(end, least)).toBe(total)
})
