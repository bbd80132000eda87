import { netflixDefaults } from '../../../engines/backpressure/limit/config.ts'
import { createGuard, enter, exit } from '../../../engines/backpressure/limit/guard.ts'
import type { Overflow } from '../../../engines/backpressure/queue.ts'
import { coordinate, type Measured, repeated, type Theory } from '../../../lab/theory.ts'
import type { Random } from '../../../sim/random.ts'
import { boundedLoss, erlangB } from './laws.ts'
import { boundedBy, reset, run, singleServer } from './single-server.ts'

type At = Readonly<Record<string, number>>

/** Arrivals of one run, all batches together. */
const ARRIVALS = 200_000

/** Calls that ask at a concurrency limit in one run: refusals are rare, and come in bouts. */
const CALLS = 1_500_000

const exponential = (random: Random): number => random.exponential(1)

/** Share lost by one consumer with so many places, the one in service among them. */
function lostShare(at: At, replications: number, random: Random): Measured {
  const load = coordinate(at, 'rho')
  const server = singleServer(load, exponential, boundedBy(Math.round(coordinate(at, 'K')) - 1), random)
  const time = ARRIVALS / load / replications
  run(server, time, random)
  return repeated(replications, () => {
    reset(server)
    run(server, time, random)
    return server.losses / server.arrivals
  })
}

const bounded: Theory = {
  key: 'mm1kLoss',
  title: 'What a bounded queue turns away',
  law: '(1 − ρ) ρᴷ ÷ (1 − ρᴷ⁺¹), and 1 ÷ (K + 1) at ρ = 1; K places with the one in service',
  source: 'M/M/1/K; the tail of Erlang’s birth and death process',
  pitfall: 'Past ρ = 1 no buffer helps: 1 − 1 ÷ ρ is lost however long the queue, and all the rest waits longer.',
  x: { name: 'rho', label: 'Load ρ', min: 0.2, max: 2 },
  y: { label: 'Share turned away' },
  curves: [{ K: 5 }, { K: 10 }, { K: 20 }],
  expected: (at) => boundedLoss(coordinate(at, 'K'), coordinate(at, 'rho')),
  measure: lostShare,
  replications: 20,
  rows: (
    [
      [0.8, 5, 0.08882],
      [1, 5, 0.16667],
      [1.2, 5],
      [0.9, 10, 0.05081],
      [1, 10, 0.09091],
      [1.2, 10, 0.19259],
      [0.8, 10],
      [1.2, 20, 0.17037],
    ] as const
  ).map(([rho, K, printed]) => ({ at: { rho, K }, relative: 0.06, ...(printed === undefined ? {} : { printed }) })),
}

/** Share refused by a fixed concurrency limit before calls that take an exponential time with mean 1. */
function refusedShare(at: At, replications: number, random: Random): Measured {
  const offered = coordinate(at, 'A')
  const config = { ...netflixDefaults('fixed'), initialLimit: Math.round(coordinate(at, 'c')) }
  const guard = createGuard(config, 0)
  const batch = (): number => {
    const { asked, refused } = guard
    while (guard.asked - asked < CALLS / replications) {
      if (random.chance(offered / (offered + guard.inFlight))) enter(guard, config)
      else exit(guard, config, 1, 'success', 1, 0)
    }
    return (guard.refused - refused) / (guard.asked - asked)
  }
  batch()
  return repeated(replications, batch)
}

const limit: Theory = {
  key: 'erlangB',
  title: 'A concurrency limit is a telephone exchange',
  law: 'refused = B(c, A), B(n) = A B(n − 1) ÷ (n + A B(n − 1)): limit c, A calls in flight if all were let in',
  source: 'A. K. Erlang 1917; the traffic tables for 1 % loss',
  pitfall:
    'Only the mean of the call’s time counts, not its distribution; but slower calls offer more at the same rate.',
  x: { name: 'A', label: 'Offered A: rate of calls × their mean time', min: 0.5, max: 30 },
  y: { label: 'Share refused' },
  curves: [{ c: 5 }, { c: 10 }, { c: 20 }],
  expected: (at) => erlangB(Math.round(coordinate(at, 'c')), coordinate(at, 'A')),
  measure: refusedShare,
  replications: 20,
  rows: (
    [
      [2, 0.153, 0.01],
      [5, 1.361, 0.01],
      [10, 4.461],
      [20, 12.031, 0.01],
      [50, 37.901],
      [10, 10, 0.2146],
      [20, 20],
      [100, 100, 0.0757],
    ] as const
  ).map(([c, A, printed]) => ({ at: { c, A }, relative: 0.06, ...(printed === undefined ? {} : { printed }) })),
}

const policies: readonly Overflow[] = ['reject', 'dropOldest', 'codel']

/** Little’s law over one run: mean number inside ÷ (rate of those that stay to the end × their mean stay). */
function littleRatio(at: At, replications: number, random: Random): Measured {
  const policy = policies[Math.round(coordinate(at, 'policy'))] as Overflow
  const load = coordinate(at, 'rho')
  const server = singleServer(load, exponential, boundedBy(10, policy), random)
  return repeated(replications, () => {
    reset(server)
    run(server, ARRIVALS / 2 / load / replications, random)
    return server.area / (server.stays + server.thrown)
  })
}

const little: Theory = {
  key: 'little',
  title: 'Little’s law, whatever the policy',
  law: 'L = λ W: mean number inside = rate of arrivals let in × their mean stay; so L ÷ (λ W) = 1',
  source: 'J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 1961',
  pitfall: 'It holds only for the same items on both sides: those thrown out stayed too, until then.',
  x: { name: 'rho', label: 'Load ρ', min: 0.2, max: 2 },
  y: { label: 'L ÷ (λ W)' },
  curves: [{ policy: 0 }, { policy: 1 }, { policy: 2 }],
  expected: () => 1,
  measure: littleRatio,
  replications: 10,
  rows: policies.flatMap((_, policy) =>
    [0.8, 1.5].map((rho) => ({ at: { rho, policy }, printed: 1, absolute: 0.005 })),
  ),
}

/** What does not get in, and the law that holds for all that does. */
export const losingLaws: readonly Theory[] = [bounded, limit, little]
