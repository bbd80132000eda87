import { jainIndex } from '../../../engines/backpressure/fairness.ts'
import { offer, take } from '../../../engines/backpressure/flow.ts'
import { watermarks } from '../../../engines/backpressure/marks.ts'
import {
  createProducer,
  hear,
  type Producer,
  period,
  type ReactionConfig,
} from '../../../engines/backpressure/producer.ts'
import { createQueue, type QueueConfig } from '../../../engines/backpressure/queue.ts'
import { coordinate, type Measured, type Theory } from '../../../lab/theory.ts'
import { power } from '../../../sim/exact.ts'

type At = Readonly<Record<string, number>>

const exactly = (value: number): Measured => ({ value, error: 0 })

const CAPACITY = 100

const halving: ReactionConfig = {
  reaction: 'aimd',
  pausesAt: 'yellow',
  addedDelay: 0,
  increase: 1,
  decrease: 0.5,
  round: 1,
  leastRate: 0.001,
}

/** Two AIMD producers that hear of overload in the step after their sum has exceeded the capacity. */
function twoProducers(at: At): { readonly producers: readonly [Producer, Producer]; step(): void } {
  const producers = [createProducer(coordinate(at, 'first')), createProducer(coordinate(at, 'second'))] as const
  let now = 0
  return {
    producers,
    step() {
      now += 1
      const over = producers[0].rate + producers[1].rate > CAPACITY
      for (const producer of producers) {
        hear(producer, halving, over ? 'red' : 'green', now, now)
        if (!over) period(producer, halving, Infinity, now)
      }
    },
  }
}

function differenceAfter(at: At): number {
  const { producers, step } = twoProducers(at)
  const decreases = Math.round(coordinate(at, 'decreases'))
  while (producers[0].decreases < decreases) step()
  return Math.abs(producers[0].rate - producers[1].rate)
}

const difference: Theory = {
  key: 'aimdDifference',
  title: 'Each decrease halves the difference',
  law: '|x − y| after n decreases = |x₀ − y₀| ÷ 2ⁿ, at +1 each and × ½ when x + y > 100',
  source: 'Chiu and Jain, Analysis of the Increase and Decrease Algorithms for Congestion Avoidance, 1989',
  pitfall: 'Additive decrease would keep the difference, multiplicative increase the ratio: neither becomes fair.',
  x: { name: 'decreases', label: 'Decreases n', min: 0, max: 8, whole: true },
  y: { label: 'Difference of the two rates' },
  curves: [
    { first: 10, second: 80 },
    { first: 1, second: 50 },
  ],
  expected: (at) =>
    Math.abs(coordinate(at, 'first') - coordinate(at, 'second')) * power(0.5, coordinate(at, 'decreases')),
  measure: (at) => exactly(differenceAfter(at)),
  replications: 1,
  rows: [35, 17.5, 8.75, 4.375].map((printed, i) => ({
    at: { first: 10, second: 80, decreases: i + 1 },
    printed,
    absolute: 1e-9,
  })),
}

/** The index of two rates after so many steps of the rule, written out. */
function expectedIndex(at: At): number {
  let [x, y] = [coordinate(at, 'first'), coordinate(at, 'second')]
  for (let step = 0; step < Math.round(coordinate(at, 'steps')); step += 1) {
    const over = x + y > CAPACITY
    x = over ? x / 2 : x + 1
    y = over ? y / 2 : y + 1
  }
  return ((x + y) * (x + y)) / (2 * (x * x + y * y))
}

const fairness: Theory = {
  key: 'aimdFairness',
  title: 'AIMD walks to fair shares',
  law: 'Jain’s index (Σx)² ÷ (n Σx²) after so many steps of +1 each, or × ½ when x + y > 100',
  source: 'Chiu and Jain 1989; Jain, Chiu, Hawe, A Quantitative Measure of Fairness, 1984',
  pitfall: 'It needs the same feedback at the same time for all; who hears later gets more.',
  x: { name: 'steps', label: 'Steps', min: 0, max: 120, whole: true },
  y: { label: 'Jain’s index' },
  curves: [
    { first: 1, second: 50 },
    { first: 10, second: 80 },
  ],
  expected: expectedIndex,
  measure(at) {
    const { producers, step } = twoProducers(at)
    for (let i = 0; i < Math.round(coordinate(at, 'steps')); i += 1) step()
    return exactly(jainIndex(producers.map(({ rate }) => rate)))
  },
  replications: 1,
  rows: [11, 51, 101].map((steps) => ({ at: { first: 1, second: 50, steps }, absolute: 1e-9 })),
}

const shares: Theory = {
  key: 'jainShare',
  title: 'Jain’s index counts who has something',
  law: 'k ÷ n, when k of n have equal shares and the rest nothing',
  source: 'Jain, Chiu, Hawe, A Quantitative Measure of Fairness, 1984',
  pitfall: 'It is scale-free: that all have little is as fair as that all have plenty.',
  x: { name: 'k', label: 'Producers with a share k', min: 1, max: 10, whole: true },
  y: { label: 'Jain’s index' },
  curves: [{ n: 10 }],
  expected: (at) => coordinate(at, 'k') / coordinate(at, 'n'),
  measure: (at) =>
    exactly(
      jainIndex(Array.from({ length: coordinate(at, 'n') }, (_, i) => (i < Math.round(coordinate(at, 'k')) ? 7 : 0))),
    ),
  replications: 1,
  rows: [{ at: { n: 10, k: 3 }, printed: 0.3, absolute: 1e-9 }],
}

/** How often the queue is looked at, in milliseconds: what a drop can come too late. */
const LOOK = 0.02

/**
 * When the nth drop after the first happens, before a consumer that takes an item from a standing queue at every look.
 */
function dropAfterFirst(at: At): number {
  const interval = coordinate(at, 'interval')
  const count = Math.round(coordinate(at, 'n')) + 1
  const config: QueueConfig = { ...watermarks(1_000_000), overflow: 'codel', target: 5, interval, holdBack: 0 }
  const queue = createQueue(0)
  const needed = (interval * (2 + 2 * Math.sqrt(count))) / LOOK
  for (let item = 0; item < needed; item += 1) offer(queue, config, item, 0)
  let first = 0
  let now = 10
  for (let i = 1; ; i += 1) {
    now = 10 + i * LOOK
    take(queue, config, now)
    if (queue.lost > 0 && first === 0) first = now
    if (queue.lost >= count) return now - first
  }
}

const controlLaw: Theory = {
  key: 'codel',
  title: 'Controlled delay drops ever faster',
  law: 'tₙ = Σ interval ÷ √k for k = 1 … n: the nth drop after the first, while waits stay above the target',
  source: 'RFC 8289, Controlled Delay Active Queue Management, 2018',
  pitfall: 'The gaps shrink with the root only: against senders that do not slow down it takes long to win.',
  x: { name: 'n', label: 'Drops after the first n', min: 1, max: 20, whole: true },
  y: { label: 'Milliseconds after the first' },
  curves: [{ interval: 100 }, { interval: 50 }],
  expected(at) {
    const n = Math.round(coordinate(at, 'n'))
    let sum = 0
    for (let k = 1; k <= n; k += 1) sum += coordinate(at, 'interval') / Math.sqrt(k)
    return sum
  },
  measure: (at) => exactly(dropAfterFirst(at)),
  replications: 1,
  rows: [
    ...[100, 170.7, 228.4, 278.4, 323.2].map((printed, i) => ({
      at: { interval: 100, n: i + 1 },
      printed,
      absolute: 0.1,
    })),
    { at: { interval: 100, n: 10 }, absolute: 0.1 },
    { at: { interval: 100, n: 16 }, absolute: 0.1 },
  ],
}

/** AIMD, Jain's index, and the control law of RFC 8289. */
export const controlLaws: readonly Theory[] = [difference, fairness, shares, controlLaw]
