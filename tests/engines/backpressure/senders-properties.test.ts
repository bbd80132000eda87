import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChain, inside, sizeOf } from '../../../src/engines/backpressure/chain/chain.ts'
import type { ChainConfig } from '../../../src/engines/backpressure/chain/config.ts'
import { deliver, send } from '../../../src/engines/backpressure/chain/pass.ts'
import { createSubscription, firstRequest, request, spend, used } from '../../../src/engines/backpressure/credit.ts'
import { marksOf } from '../../../src/engines/backpressure/marks.ts'
import { createProducer, hear, period, type ReactionConfig } from '../../../src/engines/backpressure/producer.ts'

const share = fc.double({ min: 0, max: 1.2, noNaN: true })
const runs = { numRuns: 150 }

test('credit is never overdrawn, and what is asked for, on its way or waiting never exceeds the prefetch', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.array(fc.boolean(), { maxLength: 300 }),
      (prefetch, refill, script) => {
        const credit = { prefetch, refill }
        const producer = createProducer(1)
        const subscription = createSubscription()
        request(producer, firstRequest(subscription, credit))
        let asked = prefetch
        let sent = 0
        let waiting = 0
        for (const sends of script) {
          if (sends && spend(producer)) {
            sent += 1
            waiting += 1
          } else if (!sends && waiting > 0) {
            waiting -= 1
            const amount = used(subscription, credit)
            if (amount > 0) request(producer, amount)
            asked += amount
          }
          expect(sent).toBeLessThanOrEqual(asked)
          expect(producer.demand).toBe(asked - sent)
          expect(producer.demand + waiting).toBeLessThanOrEqual(prefetch)
        }
      },
    ),
    runs,
  )
})

test('an AIMD rate stays between its least and what is wanted, and falls at most once in a round', () => {
  const config: ReactionConfig = {
    reaction: 'aimd',
    pausesAt: 'yellow',
    addedDelay: 0,
    increase: 7,
    decrease: 0.5,
    round: 50,
    leastRate: 2,
  }
  const signals = fc.constantFrom('green' as const, 'yellow' as const, 'red' as const)
  fc.assert(
    fc.property(fc.array(fc.record({ signal: signals, after: fc.integer({ min: 0, max: 40 }) })), (script) => {
      const producer = createProducer(60)
      const falls: number[] = []
      let now = 0
      for (const [i, { signal, after }] of script.entries()) {
        now += after
        const before = producer.decreases
        if (i % 2 === 0) hear(producer, config, signal, i + 1, now)
        else period(producer, config, 100, now)
        if (producer.decreases > before) falls.push(now)
        expect(producer.rate).toBeGreaterThanOrEqual(2)
        expect(producer.rate).toBeLessThanOrEqual(100)
      }
      for (const [i, at] of falls.entries()) if (i > 0) expect(at - (falls[i - 1] as number)).toBeGreaterThanOrEqual(50)
    }),
    runs,
  )
})

test('a chain of buffers keeps its bounds and loses track of nothing, whichever way the data goes', () => {
  const buffer = fc
    .record({ capacity: fc.integer({ min: 1, max: 12 }), high: share, low: share })
    .map(({ capacity, high, low }) => marksOf(capacity, high, low))
  const chains: fc.Arbitrary<ChainConfig> = fc.record({
    direction: fc.constantFrom('outbound' as const, 'inbound' as const),
    layers: fc.record({ application: buffer, tcp: buffer, os: buffer }),
    clients: fc.integer({ min: 1, max: 3 }),
    ownLimit: fc.integer({ min: 1, max: 12 }),
    answers: fc.boolean(),
    obeys: fc.boolean(),
  })
  fc.assert(
    fc.property(chains, fc.array(fc.boolean(), { maxLength: 200 }), (config, script) => {
      const chain = createChain(config)
      script.forEach((sends, i) => {
        if (sends) send(chain, config, i, i)
        else deliver(chain, config)
        const { offered, delivered, tooMany, overloaded, lost } = chain
        expect(offered).toBe(delivered + tooMany + overloaded + lost + inside(chain))
        for (const layer of ['application', 'tcp', 'os'] as const) {
          expect(sizeOf(chain, layer)).toBeLessThanOrEqual(config.layers[layer].capacity)
        }
        const own = chain.own.reduce((sum, one) => sum + one, 0)
        expect(own).toBe(sizeOf(chain, 'application'))
      })
    }),
    runs,
  )
})
