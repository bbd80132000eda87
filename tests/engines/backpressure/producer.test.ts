import { describe, expect, test } from 'vitest'
import {
  createSubscription,
  firstRequest,
  refillAt,
  request,
  spend,
  UNBOUNDED,
  used,
} from '../../../src/engines/backpressure/credit.ts'
import { jainIndex } from '../../../src/engines/backpressure/fairness.ts'
import {
  createProducer,
  hear,
  period,
  type ReactionConfig,
  refused,
  sendingRate,
} from '../../../src/engines/backpressure/producer.ts'

const numbers: ReactionConfig = {
  reaction: 'ignore',
  pausesAt: 'yellow',
  addedDelay: 90,
  increase: 5,
  decrease: 0.5,
  round: 100,
  leastRate: 1,
}

test('who ignores the signal sends as before', () => {
  const producer = createProducer(100)
  hear(producer, numbers, 'red', 1, 0)
  expect(sendingRate(producer, numbers, 100)).toBe(100)
})

describe('pause', () => {
  test('stops at its signal and goes on at green alone', () => {
    const config: ReactionConfig = { ...numbers, reaction: 'pause', pausesAt: 'red' }
    const producer = createProducer(100)
    const rates = (['yellow', 'red', 'yellow', 'green'] as const).map((signal, i) => {
      hear(producer, config, signal, i + 1, i)
      return sendingRate(producer, config, 100)
    })
    expect(rates).toEqual([100, 0, 0, 100])
  })

  test('an older signal that comes late changes nothing', () => {
    const config: ReactionConfig = { ...numbers, reaction: 'pause' }
    const producer = createProducer(100)
    hear(producer, config, 'green', 2, 0)
    const { epoch } = producer
    hear(producer, config, 'yellow', 1, 1)
    hear(producer, config, 'yellow', 2, 1)
    expect([producer.signal, producer.paused, producer.epoch]).toEqual(['green', false, epoch])
  })
})

test('a fixed delay lengthens every gap: 10 ms and 90 ms more are 10 a second', () => {
  const config: ReactionConfig = { ...numbers, reaction: 'fixedDelay' }
  const producer = createProducer(100)
  expect(sendingRate(producer, config, 100)).toBe(100)
  hear(producer, config, 'yellow', 1, 0)
  expect(sendingRate(producer, config, 100)).toBeCloseTo(10, 12)
})

describe('AIMD', () => {
  const config: ReactionConfig = { ...numbers, reaction: 'aimd' }

  test('grows by its increase in each green period, up to what is wanted', () => {
    const producer = createProducer(90)
    for (let i = 1; i <= 3; i += 1) period(producer, config, 100, i * 100)
    expect(sendingRate(producer, config, 100)).toBe(100)
    expect(sendingRate(producer, config, 50)).toBe(50)
  })

  test('lowers its rate once in a round, however many signs of overload come', () => {
    const producer = createProducer(80)
    hear(producer, config, 'yellow', 1, 1000)
    expect(refused(producer, config, 1050)).toBe(false)
    hear(producer, config, 'red', 2, 1099)
    expect(producer.rate).toBe(40)
    expect(refused(producer, config, 1100)).toBe(true)
    period(producer, config, 100, 1200)
    expect(producer.rate).toBe(10)
  })

  test('never falls below its least rate', () => {
    const producer = createProducer(80)
    for (let i = 0; i < 20; i += 1) refused(producer, config, i * 100)
    expect(producer.rate).toBe(1)
  })

  test('a refusal means nothing to the other reactions', () => {
    expect(refused(createProducer(80), numbers, 0)).toBe(false)
  })
})

describe('credit', () => {
  const config: ReactionConfig = { ...numbers, reaction: 'credit' }

  test('sends only what was asked for; demand adds up', () => {
    const producer = createProducer(100)
    expect([sendingRate(producer, config, 100), spend(producer)]).toEqual([0, false])
    request(producer, 1)
    request(producer, 2)
    expect(sendingRate(producer, config, 100)).toBe(100)
    expect([spend(producer), spend(producer), spend(producer), spend(producer)]).toEqual([true, true, true, false])
  })

  test('an end and a return of credit begin a new epoch, more of it does not', () => {
    const producer = createProducer(100)
    const epochs = [
      () => request(producer, 1),
      () => request(producer, 1),
      () => spend(producer),
      () => spend(producer),
    ].map((act) => {
      act()
      return producer.epoch
    })
    expect(epochs).toEqual([1, 1, 1, 2])
  })

  test('asking for nothing is an error', () => {
    for (const amount of [0, -1, Number.NaN]) {
      expect(() => request(createProducer(1), amount)).toThrow('more than 0')
    }
  })

  test('unbounded demand is never used up', () => {
    const producer = createProducer(100)
    request(producer, UNBOUNDED)
    request(producer, UNBOUNDED)
    spend(producer)
    expect(producer.demand).toBe(UNBOUNDED)
  })

  test('a subscriber asks again for what it has used when three quarters are', () => {
    const subscription = createSubscription()
    const credit = { prefetch: 8, refill: 0.75 }
    expect([firstRequest(subscription, credit), refillAt(credit)]).toEqual([8, 6])
    const asked = Array.from({ length: 12 }, () => used(subscription, credit))
    expect(asked).toEqual([0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 6])
    expect(subscription.outstanding).toBe(8)
  })
})

test('Jain’s index: published examples, and no number where nobody has anything', () => {
  expect(jainIndex([1, 2, 3, 4])).toBeCloseTo(0.8333, 4)
  expect(jainIndex([7, 7, 7])).toBe(1)
  expect(jainIndex([1, 1, 1, 0, 0, 0, 0, 0, 0, 0])).toBeCloseTo(0.3, 12)
  expect(jainIndex([0, 0])).toBeNaN()
})
