import type { BackoffKind } from '../../../engines/backoff.ts'
import { coordinate, type Measured, repeated, type Theory, type TheoryRow } from '../../../lab/theory.ts'
import type { Random } from '../../../sim/random.ts'
import type { Millis } from '../../../units.ts'
import { type Contest, contest } from './contest.ts'

const BASE: Millis = 5
const LONGEST: Millis = 2000
/** Two round trips of 20 ms: what reading and writing once takes. */
const ROUND: Millis = 40

const source =
  'Brooker, Exponential Backoff and Jitter, AWS Architecture Blog 2015, and its simulator; counts simulated anew'

const play = (kind: BackoffKind, clients: number, random: Random): Contest =>
  contest(clients, { backoff: kind, backoffBase: BASE, backoffLongest: LONGEST }, random)

/** Clients 10, 30, 50 and 100 as counted, and 20 and 40, which are left open. */
function rowsOf(counted: readonly [number, number, number, number], relative: number): readonly TheoryRow[] {
  const [ten, thirty, fifty, hundred] = counted
  const row = (clients: number, printed?: number): TheoryRow => ({
    at: { clients },
    ...(printed === undefined ? {} : { printed }),
    relative,
  })
  return [row(10, ten), row(20), row(30, thirty), row(40), row(50, fifty), row(100, hundred)]
}

interface Kind {
  readonly kind: BackoffKind
  readonly name: string
  readonly wait: string
  readonly calls: readonly [number, number, number, number]
  readonly time: readonly [number, number, number, number]
}

/** The five of the article, with calls and times for 10, 30, 50 and 100 clients. */
const kinds: readonly Kind[] = [
  {
    kind: 'none',
    name: 'No backoff',
    wait: '0',
    calls: [50.9, 287.6, 689.8, 2428],
    time: [382, 774, 1141, 2032],
  },
  {
    kind: 'exponential',
    name: 'Exponential',
    wait: 'e = min(2000, 5 · 2ᵃ)',
    calls: [51.2, 278.1, 621.1, 1872],
    time: [3642, 22_712, 36_340, 63_962],
  },
  {
    kind: 'equalJitter',
    name: 'Equal jitter',
    wait: 'e ÷ 2 + U(0, e ÷ 2), e = min(2000, 5 · 2ᵃ)',
    calls: [42.7, 182.3, 347.3, 811.5],
    time: [735, 2546, 4204, 6389],
  },
  {
    kind: 'fullJitter',
    name: 'Full jitter',
    wait: 'U(0, e), e = min(2000, 5 · 2ᵃ)',
    calls: [39, 171.6, 332.9, 795.7],
    time: [464, 1683, 2914, 4784],
  },
  {
    kind: 'decorrelated',
    name: 'Decorrelated',
    wait: 's = min(2000, U(5, 3 s))',
    calls: [37.8, 180.1, 373.6, 1004],
    time: [424, 1237, 2199, 4511],
  },
]

const x = { name: 'clients', label: 'Clients', min: 2, max: 100, whole: true } as const

const callsOf = ({ kind, name, wait, calls }: Kind): Theory => ({
  key: `backoffCalls.${kind}`,
  title: `${name}: calls`,
  law: `wait ${wait} ms after attempt a; drawn: N (N + 1) ÷ 2, if all N clients kept in step and one won each round`,
  source,
  pitfall:
    'The counter of attempts is raised before the first wait, which is up to 10 ms, not 5. Random delays alone keep ' +
    'clients out of step, so that nobody reaches the curve.',
  x,
  y: { label: 'Writes until all have succeeded' },
  curves: [{}],
  expected: (at) => (coordinate(at, 'clients') * (coordinate(at, 'clients') + 1)) / 2,
  measure: (at, replications, random) =>
    repeated(replications, () => play(kind, Math.round(coordinate(at, 'clients')), random).calls),
  replications: 100,
  rows: rowsOf(calls, 0.04),
})

const timeOf = ({ kind, name, wait, time }: Kind): Theory => ({
  key: `backoffTime.${kind}`,
  title: `${name}: time`,
  law: `wait ${wait} ms after attempt a; drawn: 40 ms · N, one client a round of two round trips`,
  source,
  pitfall:
    kind === 'exponential'
      ? 'Without jitter clients that collided wait alike and collide again, so the last ones wait ' +
        'longest: the spread is wide.'
      : 'The time is that of the last client; most are done much earlier.',
  x,
  y: { label: 'Milliseconds until all have succeeded' },
  curves: [{}],
  expected: (at) => ROUND * coordinate(at, 'clients'),
  measure: (at, replications, random) =>
    repeated(replications, () => play(kind, Math.round(coordinate(at, 'clients')), random).time),
  replications: 100,
  rows: rowsOf(time, 0.15),
})

/** Calls of exponential backoff without jitter ÷ calls with full jitter. */
function gain(clients: number, replications: number, random: Random): Measured {
  const without = repeated(replications, () => play('exponential', clients, random).calls)
  const jittered = repeated(replications, () => play('fullJitter', clients, random).calls)
  const value = without.value / jittered.value
  const [a, b] = [without.error / without.value, jittered.error / jittered.value]
  return { value, error: value * Math.sqrt(a * a + b * b) }
}

const gainLaw: Theory = {
  key: 'backoffGain',
  title: 'What full jitter saves',
  law: 'calls of exponential backoff ÷ calls with full jitter; drawn: 2, since the article finds more than half saved',
  source,
  pitfall: 'The saving grows with the number of clients: with ten it is a quarter.',
  x,
  y: { label: 'Calls without jitter ÷ with' },
  curves: [{}],
  expected: () => 2,
  measure: (at, replications, random) => gain(Math.round(coordinate(at, 'clients')), replications, random),
  replications: 100,
  rows: [{ at: { clients: 10 } }, { at: { clients: 100 }, printed: 2.35, absolute: 0.2 }],
}

/** Backoff and jitter: calls and time of the five kinds, and what jitter saves. */
export const backoffLaws: readonly Theory[] = [...kinds.map(callsOf), ...kinds.map(timeOf), gainLaw]
