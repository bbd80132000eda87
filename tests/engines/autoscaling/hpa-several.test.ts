import { describe, expect, test } from 'vitest'
import { createHpa, evaluateHpa } from '../../../src/engines/autoscaling/hpa/hpa.ts'
import type { Measurement } from '../../../src/engines/autoscaling/hpa/replicas.ts'
import { type HpaSpec, type MetricSpec, usualFlags } from '../../../src/engines/autoscaling/hpa/spec.ts'
import { cpuTarget, free, LATER, podOf, pods, sampleOf } from './hpa-play.ts'

const requests: MetricSpec = { kind: 'pods', name: 'requests', value: 100_000 }
const queue: MetricSpec = { kind: 'external', name: 'queue', target: { kind: 'averageValue', value: 30_000 } }
const latency: MetricSpec = { kind: 'object', name: 'latency', target: { kind: 'value', value: 200_000 } }

/** Per cent of CPU, requests per pod, items queued, latency; undefined where the metric fails. */
interface Values {
  readonly cpu?: number
  readonly requests?: number
  readonly queue?: number
  readonly latency?: number
}

function decideOn(values: Values, current = 4, spec: Partial<HpaSpec> = {}, metrics?: readonly MetricSpec[]) {
  const words = pods(current, values.cpu ?? 0)
  const chosen = metrics ?? [cpuTarget(50), requests, queue, latency]
  const all = words.map((word) => ({ ...sampleOf(word), at: LATER, window: 30_000 }))
  const perPod = (value: number | undefined): Measurement =>
    value === undefined ? { kind: 'failed' } : { kind: 'perPod', samples: all.map((one) => ({ ...one, value })) }
  const whole = (value: number | undefined): Measurement =>
    value === undefined ? { kind: 'failed' } : { kind: 'whole', value: value * 1000 }
  const measured: Readonly<Record<string, Measurement>> = {
    cpu: perPod(values.cpu === undefined ? undefined : values.cpu * 10),
    requests: perPod(values.requests === undefined ? undefined : values.requests * 1000),
    queue: whole(values.queue),
    latency: whole(values.latency),
  }
  return evaluateHpa(
    createHpa(),
    { min: 1, max: 100, metrics: chosen, behavior: free, ...spec },
    usualFlags,
    {
      current,
      existing: current,
      pods: words.map(podOf),
      measurements: chosen.map(({ name }) => measured[name] ?? { kind: 'failed' }),
    },
    LATER,
  )
}

const steady = { cpu: 50, requests: 100, queue: 120, latency: 200 }

describe('several metrics', () => {
  test.each([
    ['all on target keep', steady, 4],
    ['the one that asks for most decides: CPU', { ...steady, cpu: 100 }, 8],
    ['the one that asks for most decides: requests', { ...steady, requests: 150 }, 6],
    ['the one that asks for most decides: queue', { ...steady, queue: 300 }, 10],
    ['the one that asks for most decides: latency', { ...steady, latency: 250 }, 5],
    ['all must ask for less', { cpu: 25, requests: 50, queue: 60, latency: 100 }, 2],
    ['one that asks to stay is enough to stay', { cpu: 25, requests: 50, queue: 60, latency: 200 }, 4],
  ])('%s', (_, values, desired) => {
    expect(decideOn(values).desired).toBe(desired)
  })

  test('one that fails lets the others scale up', () => {
    expect(decideOn({ cpu: 100, requests: 100, queue: 120 })).toMatchObject({ desired: 8, chosen: 0 })
  })

  test('but not down, and nothing is remembered', () => {
    const low = decideOn({ cpu: 25, requests: 50, queue: 60 })
    expect(low).toMatchObject({ desired: 4, reason: 'MetricsFailed', recommended: NaN })
  })

  test('all that fail change nothing', () => {
    expect(decideOn({})).toMatchObject({ desired: 4, reason: 'MetricsFailed', chosen: -1 })
  })
})

describe('metrics of the whole', () => {
  test('a queue divided by its target per pod, rounded up, in a band around what exists', () => {
    const on = (items: number) => decideOn({ queue: items }, 4, {}, [queue]).desired
    expect([61, 107, 108, 132, 133].map(on)).toEqual([3, 4, 4, 4, 5])
  })

  test('an average per pod loses its fraction before the ratio is taken', () => {
    const one: MetricSpec = { kind: 'pods', name: 'requests', value: 10 }
    const on = (thousandths: number) => decideOn({ requests: thousandths / 1000 }, 10, {}, [one]).desired
    expect([11, 11.9, 12].map(on)).toEqual([10, 10, 12])
  })

  test('from zero the raw ratio counts, and tolerance does not', () => {
    const on = (value: number) => decideOn({ latency: value }, 0, { min: 0 }, [latency]).desired
    expect([0, 1, 200, 210, 401].map(on)).toEqual([0, 1, 1, 2, 3])
    const items = (count: number) => decideOn({ queue: count }, 0, { min: 0 }, [queue]).desired
    expect([0, 1, 30, 31].map(items)).toEqual([0, 1, 1, 2])
  })

  test('zero replicas with a minimum above zero switch scaling off', () => {
    expect(decideOn({ queue: 500 }, 0, {}, [queue])).toMatchObject({ desired: 0, reason: 'ScalingDisabled' })
  })
})

describe('minimum and maximum', () => {
  test.each([
    ['above the maximum: down at once, whatever the metrics', 12, { max: 10 }, 10, 'AboveMax'],
    ['below the minimum: up at once', 2, { min: 3 }, 3, 'BelowMin'],
    ['the maximum cuts', 4, { max: 6 }, 6, 'TooManyReplicas'],
  ] as const)('%s', (_, current, limits, desired, reason) => {
    expect(decideOn({ ...steady, cpu: 100 }, current, limits)).toMatchObject({ desired, reason })
  })

  test('the minimum cuts', () => {
    const low = { cpu: 1, requests: 1, queue: 1, latency: 1 }
    expect(decideOn(low, 10, { min: 3 })).toMatchObject({ desired: 3, reason: 'TooFewReplicas', recommended: 1 })
  })
})
