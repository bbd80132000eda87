import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acquire, expire } from '../../../src/engines/lock/holding.ts'
import {
  createChecker,
  ended,
  entered,
  firstViolation,
  granted,
  violations,
  wrote,
} from '../../../src/engines/lock/safety.ts'
import { createService, lockOf, redisLock } from '../../../src/engines/lock/service.ts'
import { checksTokens, createStored, type FencingRule, learn, write } from '../../../src/engines/lock/storage.ts'
import { copy } from '../../../src/sim/copy.ts'

/** Client 1 is paused until its lock has expired and client 2 has begun its work; then each writes. */
function afterPause(rule: FencingRule, firstToWrite: 1 | 2, told: boolean) {
  const checker = createChecker(1)
  const stored = createStored()
  granted(checker, 0, 1, 11, 100, 0)
  entered(checker, 0, 11, 100)
  ended(checker, 0, 11)
  granted(checker, 0, 2, 22, 101, 50)
  if (told) learn(stored, 101)
  entered(checker, 0, 22, 101)
  const order = firstToWrite === 1 ? [1, 2] : [2, 1]
  order.forEach((client, i) => {
    const token = 99 + client
    const accepted = write(stored, rule, client, token, 60 + i)
    wrote(checker, 0, client, client * 11, token, accepted, checksTokens(rule), 60 + i)
  })
  return checker
}

describe('the same pause', () => {
  test('without fencing: the stale write is named, with its client, its token, and who held the lock', () => {
    const checker = afterPause('none', 1, false)
    expect(firstViolation(checker)).toEqual({
      kind: 'staleWrite',
      resource: 0,
      at: 60,
      client: 1,
      token: 100,
      write: 1,
      holder: 2,
      holderToken: 101,
    })
    expect(checker).toMatchObject({ writes: 2, accepted: 2, rejected: 0, late: 1 })
  })

  test('without fencing, the new holder writing first: stale all the same', () => {
    expect(afterPause('none', 2, false).counts).toMatchObject({ staleWrite: 1, tokenWentBack: 0 })
  })

  test('with fencing, the new holder writing first: rejected', () => {
    const checker = afterPause('maxSeen', 2, false)
    expect(violations(checker)).toBe(0)
    expect(checker).toMatchObject({ accepted: 1, rejected: 1 })
  })

  test('with fencing, the stale write coming first: accepted, and found to be stale (D14)', () => {
    expect(firstViolation(afterPause('maxSeen', 1, false))).toMatchObject({ kind: 'staleWrite', client: 1, write: 1 })
  })

  test.each(['stamped', 'published'] as const)(
    'with fencing and the new token %s: rejected whoever is first',
    (rule) => {
      expect(violations(afterPause(rule, 1, true))).toBe(0)
      expect(violations(afterPause(rule, 2, true))).toBe(0)
    },
  )
})

test('a second holder, and a token that is not higher, are found at the grant', () => {
  const checker = createChecker(2)
  granted(checker, 1, 1, 11, 5, 10)
  granted(checker, 1, 2, 22, 5, 20)
  expect(checker.counts).toMatchObject({ secondHolder: 1, tokenNotHigher: 1 })
  expect(firstViolation(checker)).toMatchObject({ kind: 'secondHolder', client: 2, holder: 1, at: 20, write: 0 })
})

test('grants without tokens are told apart by their order', () => {
  const checker = createChecker(1)
  granted(checker, 0, 1, 11, 0, 0)
  ended(checker, 0, 11)
  granted(checker, 0, 2, 22, 0, 50)
  entered(checker, 0, 22, 0)
  expect(wrote(checker, 0, 2, 22, 0, true, false, 60)).toBe(true)
  expect(wrote(checker, 0, 1, 11, 0, true, false, 61)).toBe(false)
  expect(checker.counts).toMatchObject({ staleWrite: 1, tokenNotHigher: 0 })
})

test('a holder that begins its work only after a later one has, does not make its writes good', () => {
  const checker = createChecker(1)
  granted(checker, 0, 1, 11, 1, 0)
  ended(checker, 0, 11)
  granted(checker, 0, 2, 22, 2, 50)
  entered(checker, 0, 22, 2)
  entered(checker, 0, 11, 1)
  expect(wrote(checker, 0, 1, 11, 1, true, false, 60)).toBe(false)
  expect(firstViolation(checker)).toMatchObject({ client: 1, holder: 2, holderToken: 2 })
})

test('a client that was given the lock anew without hearing of it works under the grant it knows', () => {
  const checker = createChecker(1)
  granted(checker, 0, 1, 11, 1, 0)
  ended(checker, 0, 11)
  granted(checker, 0, 2, 22, 2, 50)
  entered(checker, 0, 22, 2)
  ended(checker, 0, 22)
  granted(checker, 0, 1, 11, 3, 90)
  entered(checker, 0, 11, 1)
  expect(wrote(checker, 0, 2, 22, 2, true, true, 100)).toBe(true)
  expect(wrote(checker, 0, 1, 11, 1, true, false, 101)).toBe(false)
})

test('a late write that nobody else suffers from is counted, and breaks no promise', () => {
  const checker = createChecker(1)
  granted(checker, 0, 1, 11, 1, 0)
  entered(checker, 0, 11, 1)
  ended(checker, 0, 11)
  expect(wrote(checker, 0, 1, 11, 1, true, true, 200)).toBe(true)
  expect(checker.late).toBe(1)
})

test('a write of a lower token although tokens are compared is found', () => {
  const checker = createChecker(1)
  granted(checker, 0, 1, 11, 7, 0)
  wrote(checker, 0, 1, 11, 7, true, true, 1)
  expect(wrote(checker, 0, 1, 11, 6, true, true, 2)).toBe(false)
  expect(checker.counts.tokenWentBack).toBe(1)
})

test('grants beyond those remembered are older than all of them', () => {
  const checker = createChecker(1)
  for (let n = 1; n <= 200; n += 1) {
    granted(checker, 0, n, n, n, n)
    entered(checker, 0, n, n)
    ended(checker, 0, n)
  }
  expect(wrote(checker, 0, 1, 1, 1, true, false, 300)).toBe(false)
  expect(JSON.stringify(checker).length).toBeLessThan(8000)
})

test('the record is plain data', () => {
  const checker = afterPause('none', 1, false)
  expect(copy(checker)).toEqual(checker)
  expect(JSON.parse(JSON.stringify(checker))).toEqual(checker)
})

/** What happens next: somebody asks, time passes, a holder begins (and stamps), or a grant of the past writes. */
const deeds = fc.array(
  fc.record({
    do: fc.constantFrom('ask', 'wait', 'enter', 'write'),
    who: fc.integer({ min: 0, max: 2 }),
    time: fc.integer({ min: 0, max: 60 }),
  }),
  { minLength: 40, maxLength: 80, size: 'max' },
)

type Deeds = typeof deeds extends fc.Arbitrary<infer D> ? D : never

/** Plays it with a real service and a real storage. */
function play(rule: FencingRule, script: Deeds) {
  const checker = createChecker(1)
  const stored = createStored()
  const service = createService(1)
  const lock = lockOf(service, 0)
  const grants: { owner: number; token: number; begun: boolean }[] = []
  let now = 0
  for (const { do: deed, who, time } of script) {
    now += time
    const grant = grants[grants.length - 1 - who]
    const { owner } = lock
    if (deed === 'ask' || deed === 'wait') {
      const claim = { client: who + 1, owner: grants.length + 1 }
      if (deed === 'wait') expire(service, redisLock, 0, now)
      const got = deed === 'ask' && acquire(service, redisLock, 0, claim, 100, now) === 'granted'
      if (owner !== 0 && lock.owner !== owner) ended(checker, 0, owner)
      if (!got) continue
      grants.push({ owner: claim.owner, token: lock.token, begun: false })
      granted(checker, 0, claim.client, claim.owner, lock.token, now)
      if (rule === 'published') learn(stored, lock.token)
    } else if (grant && deed === 'enter') {
      if (rule === 'stamped' && !learn(stored, grant.token)) continue
      grant.begun = true
      entered(checker, 0, grant.owner, grant.token)
    } else if (grant?.begun) {
      const accepted = write(stored, rule, who + 1, grant.token, now)
      wrote(checker, 0, who + 1, grant.owner, grant.token, accepted, checksTokens(rule), now)
    }
  }
  return checker
}

test.each(['stamped', 'published'] as const)('however long clients are paused, a token %s first stops all', (rule) => {
  fc.assert(
    fc.property(deeds, (script) => {
      expect(firstViolation(play(rule, script))).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

test.each(['none', 'maxSeen'] as const)('with the rule %s some of the same scripts break the promise', (rule) => {
  const kinds = fc.sample(deeds, { numRuns: 300, seed: 5 }).map((script) => firstViolation(play(rule, script))?.kind)
  expect(new Set(kinds)).toEqual(new Set([undefined, 'staleWrite']))
})
