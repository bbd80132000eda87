import { abandon, type Offered, offer, take } from '../../../src/engines/backpressure/flow.ts'
import { watermarks } from '../../../src/engines/backpressure/marks.ts'
import {
  createQueue,
  depth,
  type Queue,
  type QueueConfig,
  type Signal,
  signalOf,
} from '../../../src/engines/backpressure/queue.ts'

/** A queue that turns away when full, with the numbers of RFC 8289 in reserve. */
export const plain: QueueConfig = {
  ...watermarks(10),
  overflow: 'reject',
  target: 5,
  interval: 100,
  holdBack: 0,
}

/** A queue with its numbers, and the story of the edges it took: name and depth. */
export class Driver {
  readonly queue: Queue = createQueue(0)
  readonly story: string[] = []
  readonly config: QueueConfig
  now = 0

  constructor(config: QueueConfig) {
    this.config = config
  }

  get depth(): number {
    return depth(this.queue)
  }

  get signal(): Signal {
    return signalOf(this.queue.state)
  }

  offer(item: number, now = this.now): Offered {
    this.now = now
    const offered = offer(this.queue, this.config, item, now)
    this.#note()
    return offered
  }

  offerMany(count: number): void {
    for (let item = 0; item < count; item += 1) this.offer(item)
  }

  take(now = this.now): number {
    this.now = now
    const item = take(this.queue, this.config, now)
    this.#note()
    return item
  }

  takeMany(count: number): void {
    for (let i = 0; i < count; i += 1) this.take()
  }

  abandon(item: number): boolean {
    return abandon(this.queue, item)
  }

  #note(): void {
    const { trail } = this.queue
    for (let i = 0; i < trail.count; i += 1) this.story.push(`${trail.edges[i]} ${trail.numbers[i * 4]}`)
  }
}
