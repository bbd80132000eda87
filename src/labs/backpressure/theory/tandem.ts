import { offer, take } from '../../../engines/backpressure/flow.ts'
import { createQueue, type Queue, type QueueConfig } from '../../../engines/backpressure/queue.ts'
import { coordinate, type Measured, repeated, type Theory } from '../../../lab/theory.ts'
import type { Random } from '../../../sim/random.ts'
import { boundedBy } from './single-server.ts'
import { tandemThroughput } from './tandem-chain.ts'

type At = Readonly<Record<string, number>>

/** Items that leave the pipeline in one run, all batches together. */
const COMPLETIONS = 80_000

/**
 * A pipeline of stages that work one item at a time, each service exponential with mean 1. A queue holds what is at a
 * stage, the item in service too, which stays there until the next stage lets it in. The first stage never starves.
 */
interface Pipeline {
  /** What is at the stages from the second on. */
  readonly queues: readonly Queue[]
  readonly config: QueueConfig
  /** By stage: whether it has an item in service, not finished and waiting to go on. */
  readonly works: boolean[]
  items: number
}

function createPipeline(stages: number, places: number): Pipeline {
  return {
    queues: Array.from({ length: stages - 1 }, () => createQueue(0)),
    config: boundedBy(places, 'block'),
    works: Array.from({ length: stages }, (_, stage) => stage === 0),
    items: 0,
  }
}

/** A stage has finished its item: it goes on if the next stage has room, and waits in its place if not. */
function finishAt(line: Pipeline, stage: number): void {
  line.works[stage] = false
  const next = line.queues[stage]
  if (next === undefined) {
    depart(line, stage)
    return
  }
  line.items += 1
  if (offer(next, line.config, line.items, 0) === 'blocked') return
  line.works[stage + 1] ||= next.line.size === 1
  depart(line, stage)
}

/**
 * The item that a stage has finished leaves it: the stage begins the next, and whoever waited for its place goes on.
 */
function depart(line: Pipeline, stage: number): void {
  const queue = line.queues[stage - 1]
  if (queue === undefined) {
    line.works[0] = true
    return
  }
  take(queue, line.config, 0)
  const admitted = queue.admitted.count > 0
  line.works[stage] = queue.line.size > 0
  if (admitted) depart(line, stage - 1)
}

/** Items a mean service time that leave the last stage: any working stage is as likely to be the next to finish. */
function throughput(at: At, replications: number, random: Random): Measured {
  const stages = Math.round(coordinate(at, 'stages'))
  const line = createPipeline(stages, Math.round(coordinate(at, 'q')))
  const batch = (): number => {
    let time = 0
    let left = 0
    while (left < COMPLETIONS / replications) {
      let working = 0
      for (const works of line.works) working += works ? 1 : 0
      time += random.exponential(1 / working)
      const stage = nth(line.works, random.below(working))
      if (stage === stages - 1) left += 1
      finishAt(line, stage)
    }
    return left / time
  }
  batch()
  return repeated(replications, batch)
}

/** The stage that is the nth of those at work. */
function nth(works: readonly boolean[], n: number): number {
  let left = n
  for (let stage = 0; ; stage += 1) {
    if (!works[stage]) continue
    if (left === 0) return stage
    left -= 1
  }
}

/** Published by Hunt for blocking after service; what is absent is left open. */
const published: readonly (readonly [stages: number, q: number, figure?: number])[] = [
  [2, 1, 0.6667],
  [3, 1, 0.5641],
  [4, 1],
  [2, 2, 0.75],
  [3, 2],
  [4, 2, 0.6312],
  [2, 3],
  [3, 3, 0.734],
  [4, 3],
  [2, 4, 0.8333],
  [3, 4, 0.7767],
  [4, 4, 0.7477],
]

const pipeline: Theory = {
  key: 'tandem',
  title: 'A pipeline of equals never runs at full speed',
  law: 'two stages: (q + 1) ÷ (q + 2), q places at the second with the one in service; more: the Markov chain solved',
  source: 'G. C. Hunt, Sequential Arrays of Waiting Lines, Operations Research 1956',
  pitfall: 'Blocking after service: a finished item waits in its server. Blocking before service gives lower numbers.',
  x: { name: 'q', label: 'Places at each later stage q', min: 1, max: 5, whole: true },
  y: { label: 'Items in a mean service time' },
  curves: [{ stages: 2 }, { stages: 3 }, { stages: 4 }],
  expected: (at) => tandemThroughput(Math.round(coordinate(at, 'stages')), Math.round(coordinate(at, 'q'))),
  measure: throughput,
  replications: 20,
  rows: published.map(([stages, q, figure]) => ({
    at: { stages, q },
    relative: 0.015,
    ...(figure === undefined ? {} : { printed: figure }),
  })),
}

/** Pressure from stage to stage. */
export const tandemLaws: readonly Theory[] = [pipeline]
