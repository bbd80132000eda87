import { acquire } from '../../../engines/lock/holding.ts'
import { answer, majority, redlock, startRound, validity } from '../../../engines/lock/quorum.ts'
import { createService, type LockConfig, lockOf, redisLock } from '../../../engines/lock/service.ts'
import { createStored, type FencingRule, write } from '../../../engines/lock/storage.ts'
import { coordinate, type Measured, repeated, type Theory } from '../../../lab/theory.ts'
import { exp } from '../../../sim/exact.ts'
import type { Random } from '../../../sim/random.ts'

const validityLaw: Theory = {
  key: 'redlockValidity',
  title: 'What is left of a lock of five nodes',
  law: 'validity = TTL − elapsed − drift, drift = 0.01 · TTL + 2 ms',
  source: 'Redis documentation, Distributed Locks with Redis, and its reference clients',
  pitfall:
    'Elapsed counts from before the first request. It is a promise on clocks that nobody sets, and says nothing of a ' +
    'pause after it was computed.',
  x: { name: 'elapsed', label: 'Milliseconds to reach a majority', min: 0, max: 500 },
  y: { label: 'Validity in milliseconds' },
  curves: [{ ttl: 10_000 }, { ttl: 1000 }, { ttl: 200 }],
  expected: (at) => Math.max(0, validity(redlock, coordinate(at, 'ttl'), coordinate(at, 'elapsed'))),
  measure(at) {
    const round = startRound(redlock, coordinate(at, 'ttl'), 0)
    const elapsed = coordinate(at, 'elapsed')
    for (let node = 0; node < majority(redlock.nodes); node += 1) answer(round, redlock, node, true, elapsed)
    return { value: round.validUntil - round.decidedAt, error: 0 }
  },
  replications: 1,
  rows: [
    { at: { ttl: 10_000, elapsed: 50 }, printed: 9848, absolute: 0 },
    { at: { ttl: 10_000, elapsed: 500 }, printed: 9398, absolute: 0 },
    { at: { ttl: 1000, elapsed: 20 } },
    { at: { ttl: 200, elapsed: 5 }, printed: 191, absolute: 0 },
  ],
}

const TRIALS = 5000
const lease: LockConfig = { ...redisLock, over: 'atOrAfter' }

interface Pauses {
  readonly stale: number
  readonly accepted: number
}

/**
 * Many times: a client takes the lock for `ttl` seconds, pauses, and writes when it wakes. If it overslept, another has
 * taken the lock and written before.
 */
function pauses(ttl: number, theta: number, rule: FencingRule, random: Random): Pauses {
  const service = createService(1)
  const lock = lockOf(service, 0)
  const stored = createStored()
  let [stale, accepted, now] = [0, 0, 0]
  for (let trial = 1; trial <= TRIALS; trial += 1) {
    acquire(service, lease, 0, { client: 1, owner: 2 * trial }, ttl, now)
    const { token } = lock
    const wakes = now + random.exponential(theta)
    const overslept = acquire(service, lease, 0, { client: 2, owner: 2 * trial + 1 }, ttl, wakes) === 'granted'
    if (overslept) {
      stale += 1
      write(stored, rule, 2, lock.token, wakes)
    }
    if (write(stored, rule, 1, token, wakes) && overslept) accepted += 1
    now = wakes + 2 * ttl
  }
  return { stale: stale / TRIALS, accepted: accepted / TRIALS }
}

const source = 'Kleppmann, How to Do Distributed Locking, 2016; exponential pauses'

const pauseLaw = (
  of: Pick<Theory, 'key' | 'title' | 'law' | 'pitfall' | 'rows'>,
  rule: FencingRule,
  value: (found: Pauses) => number,
  expected: Theory['expected'],
): Theory => ({
  ...of,
  source,
  x: { name: 'theta', label: 'Mean pause θ in seconds', min: 0.5, max: 20 },
  y: { label: 'Share of acquisitions' },
  curves: [{ validity: 10 }, { validity: 5 }],
  expected,
  measure: (at, replications, random): Measured =>
    repeated(replications, () => value(pauses(coordinate(at, 'validity'), coordinate(at, 'theta'), rule, random))),
  replications: 20,
})

const oversleeping: Theory['expected'] = (at) => exp(-coordinate(at, 'validity') / coordinate(at, 'theta'))

const places = { usual: { validity: 10, theta: 2 }, long: { validity: 5, theta: 5 } }

const staleAttempts = pauseLaw(
  {
    key: 'staleAttempts',
    title: 'Holders that oversleep their lock',
    law: 'P(pause > validity) = e^(−validity ÷ θ), for pauses that are exponential with mean θ',
    pitfall: 'A longer time to live only makes it rarer, and a crashed holder blocks all others for longer.',
    rows: [{ at: places.usual, printed: 0.00674, relative: 0.2 }, { at: places.long }],
  },
  'none',
  ({ stale }) => stale,
  oversleeping,
)

const staleAccepted = pauseLaw(
  {
    key: 'staleAccepted',
    title: 'Stale writes that fencing lets through',
    law: '0, whatever the pause, if the next holder has written first',
    pitfall:
      'Until the storage has seen the new token, a stale write still passes: the new holder has to stamp it first.',
    rows: [{ at: places.usual, printed: 0, absolute: 0 }, { at: places.long }],
  },
  'maxSeen',
  ({ accepted }) => accepted,
  () => 0,
)

/** How long a lock may be relied upon, how often a pause outlasts it, and what fencing makes of that. */
export const safetyLaws: readonly Theory[] = [validityLaw, staleAttempts, staleAccepted]
