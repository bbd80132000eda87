import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blankDecision } from '../../../src/engines/rate-limit/decision.ts'
import { type BucketEdge, bucketFlow, type GateEdge, gateFlow } from '../../../src/engines/rate-limit/flow.ts'
import { followBucket, followGates } from '../../../src/engines/rate-limit/followed.ts'
import { multiTier } from '../../../src/engines/rate-limit/multi-tier.ts'
import { createTiers, decideByTiers, type TiersConfig } from '../../../src/engines/rate-limit/tiers.ts'
import { mermaidOf } from '../../../src/machine/mermaid.ts'
import { type Trail, trail } from '../../../src/machine/trail.ts'
import { limiter } from './samples.ts'

const bucket = { kind: 'tokenBucket', rate: 0.01, capacity: 100 } as const
const decision = blankDecision()

/** The steps of a trail with as many numbers as their declaration names. */
const stepsOf = <E extends string>(
  taken: Trail<E>,
  flow: { partText: (key: string) => { numbers?: readonly string[] } },
) =>
  taken.edges.slice(0, taken.count).map((edge, i) => {
    const count = flow.partText(edge).numbers?.length ?? 0
    return [edge, ...taken.numbers.slice(i * 4, i * 4 + count)]
  })

test('the diagram’s example, step by step: 45 tokens, one second at 10/s, 55, one taken, 54 left', () => {
  const taken = trail<BucketEdge>()
  const state = { tokens: 45, last: 4000 }
  followBucket(bucket, state, 5000, 1, 291, decision, taken)
  expect(stepsOf(taken, bucketFlow)).toEqual([
    ['asks', 291, 1],
    ['reads', 291, 45, 1000],
    ['refills', 291, 55, 10],
    ['caps', 291, 55, 100],
    ['enough', 291, 55, 1],
    ['takes', 291, 54],
    ['stores', 291, 54],
    ['allows', 291, 54],
  ])
})

test('refused, ours stores nothing; the reference stores the refill', () => {
  const taken = trail<BucketEdge>()
  followBucket(bucket, { tokens: 0, last: 0 }, 50, 1, 7, decision, taken)
  expect(stepsOf(taken, bucketFlow).slice(4)).toEqual([
    ['lacks', 7, 0.5, 1, 50],
    ['refuses', 7, 0.5, 50],
  ])
  followBucket({ ...bucket, kind: 'referenceTokenBucket' }, { tokens: 0, last: 0 }, 50, 1, 7, decision, taken)
  expect(taken.edges.slice(4, taken.count)).toEqual(['lacks', 'storesAnyway', 'overwrites', 'refusesAfter'])
})

test('a followed bucket decides as the plain one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 200 }), { maxLength: 80 }), (steps) => {
      const small = { ...bucket, capacity: 3 }
      const plain = limiter(small)
      const followed = limiter(small)
      const taken = trail<BucketEdge>()
      let now = 0
      for (const gap of steps) {
        now += gap
        followBucket(small, followed.state, now, 1, 1, decision, taken)
        expect(decision).toEqual(plain.at(now))
        expect(followed.state).toEqual(plain.state)
        const left = taken.numbers[(taken.count - 1) * 4 + 1]
        if (decision.allowed) expect(left).toBe(followed.state.tokens)
      }
    }),
  )
})

const gates = (commit: TiersConfig['commit']) =>
  multiTier(
    {
      user: { kind: 'tokenBucket', rate: 1, capacity: 1 },
      address: { kind: 'tokenBucket', rate: 1, capacity: 2 },
      global: { kind: 'tokenBucket', rate: 1, capacity: 3 },
    },
    commit,
  )

/** The ways through the gates of some requests: user and address of each. */
function ways(commit: TiersConfig['commit'], requests: readonly (readonly [number, number])[]) {
  const config = gates(commit)
  const tiers = createTiers(config)
  return requests.map(([user, address], request) => {
    const taken = trail<GateEdge>()
    followGates(config, tiers, 0, user, address, 1, request, decision, taken)
    return taken.edges.slice(0, taken.count).filter((edge) => !edge.startsWith('reads'))
  })
}

const requests = [
  [1, 1],
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 2],
  [5, 3],
] as const

test('together, every request passes all three checks before the decision', () => {
  const through = ['asks', 'toAddress', 'toGlobal', 'toDecision']
  expect(ways('together', requests)).toEqual(
    ['allows', 'denies', 'allows', 'denies', 'allows', 'denies'].map((end) => [...through, end]),
  )
})

test('as it goes, the first refusal is the end of the way', () => {
  expect(ways('asItGoes', requests).map((way) => way.at(-1))).toEqual([
    'allows',
    'userDenies',
    'allows',
    'addressDenies',
    'allows',
    'globalDenies',
  ])
})

test('followed gates decide as the plain ones', () => {
  const config = gates('together')
  const [followed, plain] = [createTiers(config), createTiers(config)]
  const taken = trail<GateEdge>()
  const told = blankDecision()
  for (let i = 0; i < 200; i += 1) {
    followGates(config, followed, i / 7, i % 4, i % 3, 1, i, decision, taken)
    decideByTiers(config, plain, i / 7, i % 4, i % 3, 1, told)
    expect(decision).toEqual(told)
  }
})

test.each([bucketFlow, gateFlow])(
  '$title: every step names its request first, and its rule only what it is given',
  (flow) => {
    for (const key of flow.partKeys) {
      const { numbers = [], rule = '', says = '', means } = flow.partText(key)
      expect(numbers[0]).toBe('request')
      expect(numbers.length).toBeLessThanOrEqual(4)
      const names = numbers.map((declared) => declared.split(':')[0])
      for (const [, name] of `${rule} ${says}`.matchAll(/\{(\w+)\}/g)) expect(names).toContain(name)
      expect(means.endsWith('.')).toBe(true)
    }
    expect(Object.keys(mermaidOf(flow).parts).sort()).toEqual([...flow.partKeys].sort())
  },
)
