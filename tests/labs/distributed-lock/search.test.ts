import { describe, expect, test } from 'vitest'
import { type Sought, search } from '../../../src/experiment/search.ts'
import { defaults } from '../../../src/lab/param.ts'
import { distributedLock as lab } from '../../../src/labs/distributed-lock/lab.ts'
import type { LockParams } from '../../../src/labs/distributed-lock/params.ts'

const [sought] = lab.searches ?? []

/** Where a search of so many runs ended. */
function looked(set: Partial<LockParams>, runs: number): Sought | undefined {
  if (!sought) throw new Error('the lab has no search')
  const params = { ...defaults(lab.params), ...set }
  return [...search(lab as never, sought as never, params, 1, runs)].at(-1)
}

describe('the search for a violation', () => {
  test('finds one without fencing, and makes it small', () => {
    const { found } = looked({ fencing: 'none' }, 200) ?? {}
    expect(found?.scenario.acts.length).toBeLessThanOrEqual(2)
  })

  test.each(['stamped', 'published'] as const)('finds none when new tokens are %s', (fencing) => {
    expect(looked({ fencing }, 120)).toEqual({ runs: 120 })
  })

  test('finds one when the storage only compares with what it has seen', () => {
    expect(looked({ fencing: 'maxSeen' }, 400)?.found).toBeDefined()
  })
})
