import { describe, expect, test } from 'vitest'
import { netflixDefaults } from '../../../src/engines/backpressure/limit/config.ts'
import { bands, watermarks } from '../../../src/engines/backpressure/marks.ts'
import type { QueueConfig } from '../../../src/engines/backpressure/queue.ts'
import type { PressureNumbers } from '../../../src/labs/backpressure/take-home/numbers.ts'
import { pressureTakeHome } from '../../../src/labs/backpressure/take-home.ts'

const queue: QueueConfig = { ...watermarks(100), overflow: 'reject', target: 5, interval: 100, holdBack: 0 }

const base: PressureNumbers = {
  queue,
  credit: { prefetch: 8, refill: 0.75 },
  limit: netflixDefaults('gradient2'),
  consumers: 1,
  serviceTime: 10,
}

const textOf = (key: string, numbers: Partial<PressureNumbers> = {}): string => {
  const target = pressureTakeHome.find((one) => one.key === key)
  if (!target) throw new Error(`no export ${key}`)
  return target.text({ ...base, ...numbers })
}

interface Stream {
  readonly queue: { readonly writableLength: number }
  send(item: number): Promise<void>
}

/** Runs the text that a user would take home; `finish` ends the work on the item at hand. */
async function played(text: string): Promise<Stream & { finish(): Promise<void> }> {
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as {
    createQueue(work: () => Promise<void>): Stream
  }
  const ends: (() => void)[] = []
  const stream = module.createQueue(() => new Promise((end) => ends.push(end)))
  return {
    queue: stream.queue,
    send: (item) => stream.send(item),
    async finish() {
      ends.shift()?.()
      await new Promise(setImmediate)
    },
  }
}

describe('the stream of Node, run as it is taken home', () => {
  const small = { ...queue, ...watermarks(5) }

  test('holds its producer from the mark on until it is empty, and turns away when full', async () => {
    const { queue: stream, send, finish } = await played(textOf('node', { queue: small }))
    for (let item = 0; item < 4; item += 1) await send(item)
    let goesOn = false
    const waits = send(4).then(() => {
      goesOn = true
    })
    await expect(send(5)).rejects.toThrow('queue full')
    expect(stream.writableLength).toBe(5)
    for (let left = 5; left > 0; left -= 1) {
      expect(goesOn).toBe(false)
      await finish()
    }
    await waits
    expect(goesOn).toBe(true)
  })

  test('lets a producer wait outside instead, where the queue blocks', async () => {
    const text = textOf('node', { queue: { ...small, overflow: 'block' } })
    const { queue: stream, send, finish } = await played(text)
    const sent = [0, 1, 2, 3, 4, 5].map((item) => send(item))
    expect(stream.writableLength).toBe(5)
    for (let left = 6; left > 0; left -= 1) await finish()
    await Promise.all(sent.slice(0, 5))
    await finish()
    await sent[5]
    expect(stream.writableLength).toBe(0)
  })

  test('what it cannot do is said', () => {
    expect(textOf('node')).toContain('// There is no low mark')
    expect(textOf('node', { queue: { ...queue, overflow: 'dropOldest' } })).toContain('// A stream cannot drop')
    expect(textOf('node', { consumers: 3 })).toContain('// A stream works on one item at a time: 3')
  })
})

test('Reactive Streams: the first credit, and again for what was used', () => {
  const text = textOf('reactiveStreams')
  expect(text).toContain('request(8);')
  expect(text).toContain('if (++used < 6) return;')
  expect(text).toContain('.onBackpressureBuffer(100, item -> lost.increment(), BufferOverflowStrategy.DROP_LATEST)')
  expect(textOf('reactiveStreams', { consumers: 4 })).toContain('.limitRate(8, 6)\n    .flatMap(item -> work(item), 4)')
  expect(text).toContain('the subscriber below')
  expect(textOf('reactiveStreams', { consumers: 4 })).not.toContain('the subscriber below')
  expect(textOf('reactiveStreams', { queue: { ...queue, overflow: 'block' } })).not.toContain('onBackpressureBuffer')
})

test('Netty: its marks compare strictly both ways, as the watermarks do', () => {
  expect(textOf('netty')).toContain('new WriteBufferWaterMark(60 * ITEM_BYTES, 80 * ITEM_BYTES)')
  const single = textOf('netty', { queue: { ...queue, hysteresis: false } })
  expect(single).toContain('new WriteBufferWaterMark(80 * ITEM_BYTES, 80 * ITEM_BYTES)')
  expect(single).toContain('Netty wants low ≤ high')
  expect(textOf('netty')).toContain('At 100 items the caller must turn new ones away.')
})

test('Envoy overload: marks as shares of the heap, the bound of the queue before the cluster', () => {
  const text = textOf('envoyOverload')
  expect(text).toContain('value: 0.81')
  expect(text).toContain('value: 1\n')
  expect(text).toContain('max_pending_requests: 100\n      max_requests: 1 ')
  expect(textOf('envoyOverload', { queue: { ...queue, ...bands(100) } })).toContain('max_pending_requests: 81')
  expect(textOf('envoyOverload', { queue: { ...queue, overflow: 'dropOldest' } })).toContain(
    '# Envoy turns away the newest',
  )
})

test('Envoy adaptive: bounds and tolerance carry over, other rules are said to be missing', () => {
  const text = textOf('envoyAdaptive')
  expect(text).toContain('max_concurrency_limit: 200')
  expect(text).toContain('min_concurrency: 20')
  expect(text).toMatch(/buffer:.*\n {8}value: 50\n/)
  expect(textOf('envoyAdaptive', { limit: netflixDefaults('vegas') })).toContain('vegas is not among its choices')
})

test('Linux tc: controlled delay with its two numbers, or a plain bound', () => {
  const codel = { ...queue, overflow: 'codel' } as const
  expect(textOf('trafficControl', { queue: codel })).toContain('codel limit 100 target 5ms interval 100ms noecn')
  expect(textOf('trafficControl', { queue: { ...codel, target: 2.5 } })).toContain('target 2500us')
  expect(textOf('trafficControl')).toContain('root pfifo limit 100')
  expect(textOf('trafficControl', { queue: { ...queue, overflow: 'dropOldest' } })).toContain(
    'pfifo_head_drop limit 100',
  )
})
