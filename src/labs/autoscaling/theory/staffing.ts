import { coordinate, type Measured, repeated, type Theory } from '../../../lab/theory.ts'
import type { Random } from '../../../sim/random.ts'
import { erlangC, erlangWait, halfinWhitt } from './laws.ts'
import { createPool, type Pool, serveRequests } from './pool.ts'

const BATCH = 60_000
/** A pool forgets within 4 ÷ β² service times, β = (1 − ρ) √c: so many times that make a batch. */
const FORGETS = 16

/** Requests in a batch: the longer, the nearer the pool is to its limit. */
function batchOf(servers: number, load: number): number {
  const beta = (servers - load) / Math.sqrt(servers)
  return Math.max(BATCH, Math.round(((4 * FORGETS) / (beta * beta)) * load))
}

/** What `read` sees of each batch of one long run; four batches warm it up and are not counted. */
function batches(
  servers: number,
  load: number,
  replications: number,
  random: Random,
  read: (pool: Pool) => number,
): Measured {
  const pool = createPool(servers, load, random)
  const requests = batchOf(servers, load)
  serveRequests(pool, 4 * requests, random)
  return repeated(replications, () => {
    serveRequests(pool, requests, random)
    return read(pool)
  })
}

const waited = ({ waited: count, begun }: Pool): number => count / begun
const meanWait = ({ waits, begun }: Pool): number => waits / begun

/** Printed by instances and load: the share that waits, and the mean wait; absent rows are open. */
const published: readonly (readonly [c: number, rho: number, figures?: readonly [number, number]])[] = [
  [2, 0.8, [0.7111, 1.778]],
  [5, 0.8],
  [10, 0.8, [0.4092, 0.2046]],
  [10, 0.9, [0.6687, 0.6687]],
  [20, 0.9],
  [50, 0.9, [0.3639, 0.07277]],
  [100, 0.95],
]

const x = { name: 'c', label: 'Instances c', min: 1, max: 100, log: true, whole: true } as const
const source = 'A. K. Erlang 1917: M/M/c'

const waiting: Theory = {
  key: 'erlangC',
  title: 'How many requests wait before a pool',
  law: 'P(wait) = B ÷ (1 − ρ + ρB), B the blocking of Erlang’s loss formula for c instances and load cρ',
  source,
  pitfall: 'The same utilisation is comfortable for fifty instances and crowded for two: a target in per cent is not.',
  x,
  y: { label: 'Share that waits' },
  curves: [{ rho: 0.8 }, { rho: 0.9 }],
  expected: (at) => erlangC(coordinate(at, 'c'), coordinate(at, 'rho')),
  measure(at, replications, random) {
    const c = coordinate(at, 'c')
    return batches(c, c * coordinate(at, 'rho'), replications, random, waited)
  },
  replications: 30,
  rows: published.map(([c, rho, figures]) => ({
    at: { c, rho },
    absolute: 0.015,
    ...(figures && { printed: figures[0] }),
  })),
}

const pooled: Theory = {
  key: 'pooledWait',
  title: 'One queue for all shortens the wait',
  law: 'Wq = P(wait) ÷ (c (1 − ρ)) service times; each with a queue of its own waits ρ ÷ (1 − ρ)',
  source,
  pitfall: 'It takes one queue that idle instances pull from: spread at random, c instances wait as one does.',
  x,
  y: { label: 'Mean wait in service times', log: true },
  curves: [{ rho: 0.8 }, { rho: 0.9 }],
  expected: (at) => erlangWait(coordinate(at, 'c'), coordinate(at, 'rho')),
  measure(at, replications, random) {
    const c = coordinate(at, 'c')
    return batches(c, c * coordinate(at, 'rho'), replications, random, meanWait)
  },
  replications: 60,
  rows: published.map(([c, rho, figures]) => ({
    at: { c, rho },
    relative: 0.1,
    ...(figures && { printed: figures[1] }),
  })),
}

const staffing: Theory = {
  key: 'staffing',
  title: 'How many instances a load needs',
  law: 'P(wait) of c instances under load R: Erlang C at ρ = R ÷ c',
  source,
  pitfall: 'Ten instances more on a hundred halve the share that waits; ten more on ten abolish it.',
  x: { name: 'c', label: 'Instances c', min: 102, max: 130, whole: true },
  y: { label: 'Share that waits' },
  curves: [{ R: 100 }],
  expected: (at) => erlangC(coordinate(at, 'c'), coordinate(at, 'R') / coordinate(at, 'c')),
  measure: (at, replications, random) =>
    batches(coordinate(at, 'c'), coordinate(at, 'R'), replications, random, waited),
  replications: 60,
  rows: [
    { at: { R: 100, c: 105 }, printed: 0.5157, absolute: 0.02 },
    { at: { R: 100, c: 110 }, printed: 0.237, absolute: 0.02 },
    { at: { R: 100, c: 120 }, absolute: 0.02 },
  ],
}

/** Instances for load R at β: R + β√R, to the nearest whole. */
const staffed = (R: number, beta: number): number => Math.round(R + beta * Math.sqrt(R))

const squareRoot: Theory = {
  key: 'squareRootStaffing',
  title: 'The square-root rule',
  law: 'R + β√R instances for load R: P(wait) → 1 ÷ (1 + β Φ(β) ÷ φ(β)), the same for every large R',
  source: 'Halfin, Whitt, Operations Research 29, 1981',
  pitfall:
    'It is a limit: at R = 100 and β = 1 the true share is 0.2370 instead of 0.2234. Near β = 0 a pool forgets so ' +
    'slowly (4 ÷ β² service times) that no run is long enough.',
  x: { name: 'beta', label: 'Spare capacity β, in √R instances', min: 0.5, max: 2.5 },
  y: { label: 'Share that waits' },
  curves: [{ R: 400 }, { R: 100 }],
  expected: (at) => halfinWhitt(coordinate(at, 'beta')),
  measure(at, replications, random) {
    const R = coordinate(at, 'R')
    return batches(staffed(R, coordinate(at, 'beta')), R, replications, random, waited)
  },
  replications: 60,
  rows: [
    { at: { R: 400, beta: 0.5 }, printed: 0.5045, absolute: 0.03 },
    { at: { R: 400, beta: 1 }, printed: 0.2234, absolute: 0.025 },
    { at: { R: 400, beta: 1.5 }, absolute: 0.02 },
    { at: { R: 400, beta: 2 }, printed: 0.0269, absolute: 0.01 },
  ],
}

/** Waits before a pool of instances, and how many instances keep them short. */
export const staffingLaws: readonly Theory[] = [waiting, pooled, staffing, squareRoot]
