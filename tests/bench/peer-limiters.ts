import { setImmediate as turn } from 'node:timers/promises'
import { arrivals, LIMIT, WINDOW } from './limiters.ts'
import type { Extent, Measure } from './model.ts'
import { perUnit } from './model.ts'
import { peers } from './npm.ts'

interface Flexible {
  readonly RateLimiterMemory: new (options: {
    readonly points: number
    readonly duration: number
  }) => { consume(key: number): Promise<unknown> }
}

interface Bucket {
  content: number
  tryRemoveTokens(count: number): boolean
}

interface Buckets {
  readonly TokenBucket: new (options: {
    readonly bucketSize: number
    readonly tokensPerInterval: number
    readonly interval: number
  }) => Bucket
}

interface Scheduler {
  schedule(job: () => Promise<void>): Promise<void>
}

interface Bottleneck {
  new (options: Readonly<Record<string, unknown>>): Scheduler
  readonly strategy: { readonly OVERFLOW: number }
}

/** The clock that the peers read. */
let time = 0

/** Hands the peers the time of the arrivals in place of the wall clock; which spares them the cost of reading one. */
function replaceClock(): void {
  time = 0
  Date.now = () => time
  performance.now = () => time
}

/** RateLimiterMemory: a window for each key from its first request. It answers by promises; each is awaited. */
export function measureFlexible(extent: Extent): Promise<Measure> {
  const { RateLimiterMemory } = peers('rate-limiter-flexible') as Flexible
  replaceClock()
  const limiter = new RateLimiterMemory({ points: LIMIT, duration: WINDOW / 1000 })
  return measureAwaited(extent, async (key) => {
    try {
      await limiter.consume(key)
      return true
    } catch {
      return false
    }
  })
}

/** TokenBucket of `limiter`: synchronous, one for each key, filled as its RateLimiter fills it. */
export function measureBuckets(extent: Extent): Measure {
  const { TokenBucket } = peers('limiter') as Buckets
  const { keys, times } = arrivals(extent)
  replaceClock()
  const buckets = Array.from({ length: extent.size }, () => {
    const bucket = new TokenBucket({ bucketSize: LIMIT, tokensPerInterval: LIMIT, interval: WINDOW })
    bucket.content = LIMIT
    return bucket
  })
  let done = 0
  let admitted = 0
  const run = (end: number): void => {
    for (; done < end; done += 1) {
      time = times[done] as number
      if ((buckets[keys[done] as number] as Bucket).tryRemoveTokens(1)) admitted += 1
    }
  }
  run(extent.warm)
  const nanoseconds = perUnit(
    () => done,
    () => run(times.length),
  )
  return { nanoseconds, clock: time, counts: [admitted] }
}

/**
 * A reservoir filled up by a heartbeat, jobs that find it empty refused: a window of the clock. Its pauses of 0 ms are
 * made microtasks, which spares it the event loop, and its heartbeat is called as each window ends.
 */
export function measureBottleneck(extent: Extent): Promise<Measure> {
  const Scheduler = peers('bottleneck') as Bottleneck
  replaceClock()
  const beats: (() => void)[] = []
  const replaced = {
    setInterval: (beat: () => void) => beats.push(beat),
    setTimeout: (step: () => void) => queueMicrotask(step),
  }
  Object.assign(globalThis, replaced)
  const schedulers = Array.from(
    { length: extent.size },
    () =>
      new Scheduler({
        reservoir: LIMIT,
        reservoirRefreshAmount: LIMIT,
        reservoirRefreshInterval: WINDOW,
        highWater: 0,
        strategy: Scheduler.strategy.OVERFLOW,
      }),
  )
  let refilled = 0
  const job = async (): Promise<void> => {}
  return measureAwaited(extent, async (key) => {
    const now = time
    for (; refilled + WINDOW <= now; refilled += WINDOW) {
      time = refilled + WINDOW
      for (const beat of beats) beat()
    }
    time = now
    try {
      await (schedulers[key] as Scheduler).schedule(job)
      return true
    } catch {
      return false
    }
  })
}

async function measureAwaited(extent: Extent, decide: (key: number) => Promise<boolean>): Promise<Measure> {
  const { keys, times } = arrivals(extent)
  let done = 0
  let admitted = 0
  const run = async (end: number): Promise<void> => {
    for (; done < end; done += 1) {
      time = times[done] as number
      if (await decide(keys[done] as number)) admitted += 1
    }
  }
  await run(extent.warm)
  await turn()
  const start = process.cpuUsage()
  const before = done
  await run(times.length)
  const { user, system } = process.cpuUsage(start)
  return { nanoseconds: ((user + system) * 1000) / (done - before), clock: time, counts: [admitted] }
}
