import { finish, offer, take } from '../../../engines/backpressure/flow.ts'
import { watermarks } from '../../../engines/backpressure/marks.ts'
import { createProducer, hear, type ReactionConfig, sendingRate } from '../../../engines/backpressure/producer.ts'
import { createQueue, type QueueConfig, signalOf } from '../../../engines/backpressure/queue.ts'
import { coordinate, type Theory } from '../../../lab/theory.ts'

type At = Readonly<Record<string, number>>

const pausing: ReactionConfig = {
  reaction: 'pause',
  pausesAt: 'yellow',
  addedDelay: 0,
  increase: 1,
  decrease: 0.5,
  round: 1,
  leastRate: 1,
}

const config: QueueConfig = { ...watermarks(10_000), overflow: 'reject', target: 5, interval: 100, holdBack: 0 }

/** What the consumer does, items a second. */
const SERVED = 100

/** Items beyond the high mark when a producer with equal gaps pauses as soon as it hears, `delay` after the signal. */
function overshoot(at: At): number {
  const rate = coordinate(at, 'rate')
  const queue = createQueue(0)
  const producer = createProducer(rate)
  const mark = config.high
  let heard = Infinity
  let served = 0
  for (let sent = 0; ; sent += 1) {
    const now = (sent * 1000) / rate
    if (heard === Infinity && signalOf(queue.state) === 'yellow') heard = queue.since + coordinate(at, 'delay')
    if (now >= heard) hear(producer, pausing, 'yellow', queue.era, heard)
    while (served < Math.floor((Math.min(now, heard) * SERVED) / 1000)) {
      if (take(queue, config, now) >= 0) finish(queue)
      served += 1
    }
    if (sendingRate(producer, pausing, rate) === 0) return queue.line.size - mark
    offer(queue, config, sent, now)
  }
}

const lag: Theory = {
  key: 'overshoot',
  title: 'What comes after the signal was given',
  law: 'depth beyond the mark = (rate in − rate out) × feedback delay',
  source: 'A balance of items; the reason why a mark must stand below the capacity',
  pitfall: 'A queue whose mark leaves less room than this loses items however obedient its producers are.',
  x: { name: 'delay', label: 'Feedback delay in ms', min: 0, max: 2000 },
  y: { label: 'Items beyond the high mark' },
  curves: [{ rate: 200 }, { rate: 400 }],
  expected: (at) => ((coordinate(at, 'rate') - SERVED) * coordinate(at, 'delay')) / 1000,
  measure: (at) => ({ value: overshoot(at), error: 0 }),
  replications: 1,
  rows: [100, 500, 1000].map((delay) => ({ at: { rate: 400, delay }, absolute: 2 })),
}

/** What a signal that takes time costs. */
export const feedbackLaws: readonly Theory[] = [lag]
