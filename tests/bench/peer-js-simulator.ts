import { seededStreams, streams } from '../../src/sim/random.ts'
import { checksumAfter } from './hold.ts'
import { type Extent, type Measure, perUnit } from './model.ts'
import { peers } from './npm.ts'

interface Timer {
  update(): void
}

interface Scheduler {
  readonly current_time: number
  scheduleOnceIn(timer: Timer, delay: number): void
  /** Handles the earliest event, and those due with it. */
  update(): void
}

interface Library {
  readonly Scheduler: new () => Scheduler
  readonly SimEvent: new (rank: number) => object
}

/** HOLD on the npm simulator js-simulator; of two events due together it would draw the first by lot, but none are. */
export function holdJsSimulator({ size, warm, events }: Extent): Measure {
  const { Scheduler, SimEvent } = peers('js-simulator') as Library
  const { gap } = streams(seededStreams(1, ['gap']), ['gap'])
  const scheduler = new Scheduler()
  let fired = 0
  let checksum = 0
  class Entry extends SimEvent implements Timer {
    readonly number: number
    constructor(number: number) {
      super(1)
      this.number = number
    }
    update(): void {
      fired += 1
      checksum = checksumAfter(checksum, this.number)
      scheduler.scheduleOnceIn(this, gap.exponential(1))
    }
  }
  for (let timer = 0; timer < size; timer += 1) scheduler.scheduleOnceIn(new Entry(timer), gap.exponential(1))
  const run = (end: number): void => {
    while (fired < end) scheduler.update()
  }
  run(warm)
  const nanoseconds = perUnit(
    () => fired,
    () => run(warm + events),
  )
  return { nanoseconds, clock: scheduler.current_time, counts: [fired, checksum >>> 0] }
}
