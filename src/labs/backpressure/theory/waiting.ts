import { coordinate, type Measured, repeated, type Theory, type TheoryRow } from '../../../lab/theory.ts'
import { log } from '../../../sim/exact.ts'
import type { Random } from '../../../sim/random.ts'
import { pollaczekWait } from './laws.ts'
import { boundedBy, reset, run, type SingleServer, singleServer, UNBOUNDED_ROOM } from './single-server.ts'

type At = Readonly<Record<string, number>>

/** The shortest time of a batch, in mean service times. */
const SHORTEST = 10_000

/**
 * Time of a batch: a queue forgets within 1 ÷ (1 − √ρ)² service times (its relaxation time); forty times that. A first
 * batch warms the run up and is not counted.
 */
function batchTime(load: number): number {
  const away = 1 - Math.sqrt(load)
  return Math.max(SHORTEST, 40 / (away * away))
}

const exponential = (random: Random): number => random.exponential(1)
const constant = (): number => 1

/** What `read` sees of each batch of one long run without losses. */
function batches(
  load: number,
  service: (random: Random) => number,
  replications: number,
  random: Random,
  read: (server: SingleServer) => number,
): Measured {
  const server = singleServer(load, service, boundedBy(UNBOUNDED_ROOM), random)
  const time = batchTime(load)
  run(server, time, random)
  return repeated(replications, () => {
    reset(server)
    run(server, time, random)
    return read(server)
  })
}

const x = { name: 'rho', label: 'Load ρ: arrivals ÷ what the consumer can do', min: 0.05, max: 0.95 }
const pitfall =
  'A mean settles slowly: its relative error is √(2 (1 + ρ) ÷ (ρ (1 − ρ)² t)); 1 % at ρ = 0.9 needs 4.2 ' +
  'million services.'

/** Rows at the loads of the table; undefined leaves one open. Tolerances grow with the load, as errors do. */
const rowsOf = (figures: readonly (number | undefined)[]): readonly TheoryRow[] =>
  ([0.5, 0.7, 0.8, 0.9, 0.95] as const).map((rho, i) => {
    const printed = figures[i]
    const relative = [0.038, 0.06, 0.076, 0.14, 0.3][i] as number
    return { at: { rho }, relative, ...(printed === undefined ? {} : { printed }) }
  })

const inside: Theory = {
  key: 'mm1Length',
  title: 'How many are inside: the hockey stick',
  law: 'L = ρ ÷ (1 − ρ), queue and service together, for independent arrivals and exponential service',
  source: 'Erlang 1909; any text on queueing: M/M/1',
  pitfall,
  x,
  y: { label: 'Mean items inside' },
  curves: [{}],
  expected: (at) => coordinate(at, 'rho') / (1 - coordinate(at, 'rho')),
  measure: (at, replications, random) =>
    batches(coordinate(at, 'rho'), exponential, replications, random, ({ area, time }) => area / time),
  replications: 20,
  rows: rowsOf([1, undefined, 4, 9]),
}

const stay: Theory = {
  key: 'mm1Stay',
  title: 'How long an item stays',
  law: 'W = 1 ÷ (1 − ρ) service times, wait and service together',
  source: 'M/M/1; with L = ρ ÷ (1 − ρ) it is Little’s law',
  pitfall,
  x,
  y: { label: 'Mean stay in service times' },
  curves: [{}],
  expected: (at) => 1 / (1 - coordinate(at, 'rho')),
  measure: (at, replications, random) =>
    batches(coordinate(at, 'rho'), exponential, replications, random, ({ stays, left }) => stays / left),
  replications: 20,
  rows: rowsOf([2, undefined, 5, 10]),
}

/** The stay that 99 of 100 items do not exceed, in each batch. */
function percentiles(at: At, replications: number, random: Random): Measured {
  const server = singleServer(coordinate(at, 'rho'), exponential, boundedBy(UNBOUNDED_ROOM), random)
  const time = 2 * batchTime(coordinate(at, 'rho'))
  run(server, time, random)
  return repeated(replications, () => {
    const stays: number[] = []
    run(server, time, random, (one) => stays.push(one))
    const sorted = Float64Array.from(stays).sort()
    return sorted[Math.ceil(0.99 * sorted.length) - 1] as number
  })
}

const tail: Theory = {
  key: 'mm1Tail',
  title: 'How long the slowest in a hundred stay',
  law: 'p99 = ln 100 ÷ (1 − ρ): stays are exponential',
  source: 'M/M/1: P(T > t) = e^(−(1 − ρ) t)',
  pitfall: 'Half the room to full load doubles every percentile, not only the mean.',
  x,
  y: { label: 'p99 of the stay in service times' },
  curves: [{}],
  expected: (at) => log(100) / (1 - coordinate(at, 'rho')),
  measure: percentiles,
  replications: 40,
  rows: rowsOf([9.21, undefined, 23.03, 46.05]),
}

const steady: Theory = {
  key: 'md1Wait',
  title: 'Service without chance waits half as long',
  law: 'Wq = ρ ÷ (2 (1 − ρ)) service times in the queue',
  source: 'M/D/1: Pollaczek 1930, Khinchine 1932, with c² = 0',
  pitfall: 'Chance in the arrivals alone still makes a queue.',
  x,
  y: { label: 'Mean wait in service times' },
  curves: [{}],
  expected: (at) => pollaczekWait(coordinate(at, 'rho'), 0),
  measure: (at, replications, random) =>
    batches(coordinate(at, 'rho'), constant, replications, random, ({ waits, begun }) => waits / begun),
  replications: 20,
  rows: rowsOf([0.5, undefined, 2, 4.5]),
}

/**
 * Service with mean 1 and a squared coefficient of variation: below 1 a constant and an exponential part, from 1 on an
 * exponential of one mean for every fifth item, of another for the rest.
 */
export function varied(variation: number): (random: Random) => number {
  if (variation < 1) {
    const chance = Math.sqrt(variation)
    return (random) => 1 - chance + random.exponential(chance)
  }
  const away = Math.sqrt(2 * (variation - 1))
  return (random) => random.exponential(random.chance(0.2) ? 1 + away : 1 - away / 4)
}

const variation: Theory = {
  key: 'mg1Wait',
  title: 'The wait grows with the variance of the service',
  law: 'Wq = ρ (1 + c²) ÷ (2 (1 − ρ)), c² the squared coefficient of variation',
  source: 'Pollaczek 1930, Khinchine 1932',
  pitfall: 'A few very long items make all wait, though the mean service is the same.',
  x: { name: 'c2', label: 'Squared coefficient of variation c²', min: 0, max: 5 },
  y: { label: 'Mean wait in service times' },
  curves: [{ rho: 0.8 }, { rho: 0.5 }],
  expected: (at) => pollaczekWait(coordinate(at, 'rho'), coordinate(at, 'c2')),
  measure: (at, replications, random) =>
    batches(
      coordinate(at, 'rho'),
      varied(coordinate(at, 'c2')),
      replications,
      random,
      ({ waits, begun }) => waits / begun,
    ),
  replications: 20,
  rows: [
    { at: { rho: 0.8, c2: 0 }, printed: 2, relative: 0.08 },
    { at: { rho: 0.8, c2: 1 }, printed: 4, relative: 0.08 },
    { at: { rho: 0.8, c2: 2.125 }, relative: 0.1 },
  ],
}

/** Waits before one consumer without a bound. */
export const waitingLaws: readonly Theory[] = [inside, stay, tail, steady, variation]
