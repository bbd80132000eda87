import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acquire, expire, extend, forget, leave, release } from '../../../src/engines/lock/holding.ts'
import { createService, type LockConfig, type LockService, lockOf, nextDue } from '../../../src/engines/lock/service.ts'
import { copy } from '../../../src/sim/copy.ts'

const TTL = 100

const configs: fc.Arbitrary<LockConfig> = fc.record({
  tokens: fc.constant('counter' as const),
  over: fc.constantFrom('atOrAfter' as const, 'after' as const),
  sweepEvery: fc.constantFrom(0, 30, 250),
  releaseBy: fc.constantFrom('owner' as const, 'anyone' as const),
  repeated: fc.constantFrom('refused' as const, 'sameToken' as const),
  waiting: fc.constantFrom('none' as const, 'line' as const, 'herd' as const),
})

/** Clients 1 to 3, each with two owner values and whatever token, at any distance from the verb before. */
const verbs = fc.array(
  fc.record({
    do: fc.constantFrom('acquire', 'extend', 'check', 'release', 'expire', 'leave', 'forget'),
    client: fc.integer({ min: 1, max: 3 }),
    acquisition: fc.integer({ min: 1, max: 2 }),
    stale: fc.integer({ min: 0, max: 3 }),
    time: fc.oneof(
      fc.constantFrom(0, TTL),
      fc.integer({ min: 0, max: 1300 }).map((tenths) => tenths / 10),
    ),
  }),
  { minLength: 20, maxLength: 80, size: 'max' },
)

type Verb = typeof verbs extends fc.Arbitrary<readonly (infer V)[]> ? V : never

interface Told {
  readonly verb: Verb
  readonly owner: number
  readonly answer: string
  readonly now: number
  /** Owner before, after time alone has acted, and after the verb. */
  readonly before: number
  readonly settled: number
  readonly after: number
}

function perform(service: LockService, config: LockConfig, verb: Verb, now: number): string {
  const claim = { client: verb.client, owner: verb.client * 10 + verb.acquisition }
  const lock = lockOf(service, 0)
  switch (verb.do) {
    case 'acquire':
      return acquire(service, config, 0, claim, TTL, now, 300)
    case 'extend':
      return extend(service, config, 0, claim, lock.token - verb.stale, TTL, now)
    case 'check':
      return extend(service, config, 0, claim, lock.token - verb.stale, 0, now)
    case 'release':
      return release(service, config, 0, claim, now)
    case 'leave':
      return String(leave(service, 0, claim.owner))
    case 'forget':
      forget(service, 0, now)
      return ''
    default:
      return String(expire(service, config, 0, now))
  }
}

/** Plays verbs on one lock; `seen` hears of each. */
function play(config: LockConfig, script: readonly Verb[], seen: (told: Told, service: LockService) => void) {
  const service = createService(1)
  let now = 0
  for (const verb of script) {
    now += verb.time
    const before = lockOf(service, 0).owner
    const twin = copy(service)
    expire(twin, config, 0, now)
    const settled = lockOf(twin, 0).owner
    const answer = perform(service, config, verb, now)
    const after = lockOf(service, 0).owner
    seen({ verb, owner: verb.client * 10 + verb.acquisition, answer, now, before, settled, after }, service)
  }
  return service
}

const edgesOf = (service: LockService) => service.trail.edges.slice(0, service.trail.count)

test('never have two clients a lock that is not over, and none gets it before the other’s time', () => {
  fc.assert(
    fc.property(configs, verbs, (config, script) => {
      let until = -Infinity
      play(config, script, ({ answer, now, before }, service) => {
        const edges = edgesOf(service)
        const gone = ['releases', 'snatches', 'forgets'].some((edge) => edges.includes(edge as (typeof edges)[number]))
        if (edges.includes('acquires')) {
          if (before !== 0 && !gone) expect(now).toBeGreaterThanOrEqual(until)
          until = now + TTL - (config.over === 'after' ? 1 : 0)
        }
        if (answer === 'extended') until = now + TTL - (config.over === 'after' ? 1 : 0)
      })
    }),
    { numRuns: 200 },
  )
})

test('tokens strictly increase, through expiry, release, lines and lost memory', () => {
  let grants = 0
  fc.assert(
    fc.property(configs, verbs, (config, script) => {
      let last = 0
      play(config, script, (_told, service) => {
        if (!edgesOf(service).includes('acquires')) return
        expect(lockOf(service, 0).token).toBeGreaterThan(last)
        last = lockOf(service, 0).token
        grants += 1
      })
    }),
    { numRuns: 200 },
  )
  expect(grants).toBeGreaterThan(1000)
})

test('nobody releases or keeps a lock that is another’s', () => {
  let strays = 0
  fc.assert(
    fc.property(configs, verbs, (config, script) => {
      play({ ...config, releaseBy: 'owner' }, script, ({ answer, owner, settled, verb }, service) => {
        if (answer === 'notHolder') strays += 1
        if (answer === 'released' || answer === 'extended' || answer === 'valid') expect(settled).toBe(owner)
        if (answer === 'extended' || answer === 'valid') expect(verb.stale).toBe(0)
        expect(edgesOf(service)).not.toContain('snatches')
      })
    }),
    { numRuns: 200 },
  )
  expect(strays).toBeGreaterThan(100)
})

test('a lock rests in a legal state, is held only when active, and knows when time acts next', () => {
  fc.assert(
    fc.property(configs, verbs, (config, script) => {
      play(config, script, ({ now, after }, service) => {
        const lock = lockOf(service, 0)
        const active = lock.state === 'acquired.active' || lock.state === 'extended.active'
        expect(active).toBe(after !== 0)
        if (!active) expect(['available', 'expired']).toContain(lock.state)
        const due = nextDue(config, lock)
        if (due === Infinity) return
        const later = copy(service)
        const { era } = lock
        expect(expire(later, config, 0, due > now ? due : now)).toBe(true)
        expect(lockOf(later, 0).era).toBeGreaterThan(era)
      })
    }),
    { numRuns: 100 },
  )
})

test('a client in line is neither lost nor served twice', () => {
  fc.assert(
    fc.property(configs, verbs, (config, script) => {
      play({ ...config, waiting: 'line' }, script, ({ after }, service) => {
        const { line, state } = lockOf(service, 0)
        expect(new Set(line.map(({ owner }) => owner)).size).toBe(line.length)
        expect(line.some(({ owner }) => owner === after)).toBe(false)
        if (state === 'available') expect(line).toEqual([])
        expect(service.woken.length).toBeLessThanOrEqual(1)
      })
    }),
    { numRuns: 200 },
  )
})

test('a copy goes on exactly as the original does', () => {
  fc.assert(
    fc.property(configs, verbs, verbs, (config, before, later) => {
      const service = play(config, before, () => {})
      const twin = copy(service)
      later.forEach((verb, i) => {
        const now = 20_000 + i * 50
        expect(perform(twin, config, verb, now)).toBe(perform(service, config, verb, now))
      })
      expect(twin).toEqual(service)
    }),
    { numRuns: 50 },
  )
})
