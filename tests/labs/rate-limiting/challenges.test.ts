import { expect, test } from 'vitest'
import { verdict } from '../../../src/experiment/verdict.ts'
import { rateLimiting } from '../../../src/labs/rate-limiting/lab.ts'
import type { LimiterParams } from '../../../src/labs/rate-limiting/params.ts'

const challenge = rateLimiting.challenges.find(({ key }) => key === 'distributed')

/** What the challenge of the gateways measures under its first seed. */
const tried = (set: Partial<LimiterParams>) =>
  verdict(rateLimiting as never, challenge as never, set, challenge?.seeds[0] ?? NaN)

test('four gateways within 1%: the limit alone does not do it, and neither does one of the two repairs', () => {
  expect(tried({ limit: 200 }).passed).toBe(false)
  expect(tried({ limit: 200, order: 'atomic' }).passed).toBe(false)
  expect(tried({ limit: 200, clock: 'server' }).passed).toBe(false)
})

test('four gateways within 1%: a limit low enough for any window starves the minute, race and clock left alone', () => {
  for (const limit of [185, 160, 140]) {
    for (const set of [{}, { order: 'atomic' }, { clock: 'server' }] as const) {
      const [most, admitted] = tried({ limit, ...set }).goals
      expect(most?.passed && admitted?.passed, `${limit} ${JSON.stringify(set)}`).toBe(false)
    }
  }
})

test('four gateways within 1%: adding before counting keeps the limit too, since phantoms only refuse', () => {
  expect(tried({ limit: 200, order: 'addThenRemove', clock: 'server' }).passed).toBe(true)
})
