import { EventQueue } from '../../src/sim/event-queue.ts'
import { seededStreams, streams } from '../../src/sim/random.ts'
import { type Extent, type Measure, perUnit, type Workload } from './model.ts'

interface World {
  fired: number
  checksum: number
}

/** The classic HOLD model: every pending timer, when it fires, is set again one exponential gap later. */
export const hold: Workload<{ readonly timers: number }, World, { readonly timer: number }, 'gap'> = {
  parts: 0,
  params: (size) => ({ timers: size }),
  model: {
    streams: ['gap'],
    start(moment) {
      for (let timer = 0; timer < moment.params.timers; timer += 1) {
        moment.after(moment.random.gap.exponential(1), { timer })
      }
      return { fired: 0, checksum: 0 }
    },
    handle(world, event, moment) {
      world.fired += 1
      world.checksum = checksumAfter(world.checksum, event.timer)
      moment.after(moment.random.gap.exponential(1), event)
    },
  },
  done: (world) => world.fired,
  counts: (world) => [world.fired, world.checksum >>> 0],
}

/** HOLD on the event queue alone. */
export function holdQueue({ size, warm, events }: Extent): Measure {
  const { gap } = streams(seededStreams(1, ['gap']), ['gap'])
  const queue = new EventQueue<number>()
  const world: World = { fired: 0, checksum: 0 }
  for (let timer = 0; timer < size; timer += 1) queue.push(gap.exponential(1), timer, 0)
  let clock = 0
  const run = (count: number): void => {
    let now = 0
    for (let left = count; left > 0; left -= 1) {
      now = queue.next
      const timer = queue.pop()
      world.fired += 1
      world.checksum = checksumAfter(world.checksum, timer)
      queue.push(now + gap.exponential(1), timer, world.fired)
    }
    clock = now
  }
  run(warm)
  const nanoseconds = perUnit(
    () => world.fired,
    () => run(events),
  )
  return { nanoseconds, clock, counts: [world.fired, world.checksum >>> 0] }
}

/** Tells runs apart that fire the same timers in another order. */
export const checksumAfter = (checksum: number, timer: number): number => (Math.imul(checksum, 31) + timer) | 0
