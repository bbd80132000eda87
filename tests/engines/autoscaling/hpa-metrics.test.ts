import { describe, expect, test } from 'vitest'
import type { MetricReason } from '../../../src/engines/autoscaling/hpa/replicas.ts'
import { LATER, minutes, type PodWords, pods, type Round, round, seconds } from './hpa-play.ts'

type Row = readonly [situation: string, round: Round, desired: number, reason: MetricReason]

const young = LATER - minutes(1)

/** Pods that became ready 20 s after their start a minute ago, with a sample of 30 s that ended so long after that. */
const youngPods = (count: number, after: number): PodWords[] =>
  Array.from({ length: count }, () => ({
    cpu: 200,
    started: young,
    changed: young + seconds(20),
    sampled: young + seconds(20) + after,
  }))

const rows: readonly Row[] = [
  ['twice the target doubles', { pods: pods(3, 100) }, 6, 'ratio'],
  ['half the target halves', { pods: pods(10, 25) }, 5, 'ratio'],
  ['parts are rounded up', { pods: pods(3, 65), target: 50 }, 4, 'ratio'],
  ['going down they are rounded up too', { pods: pods(7, 30) }, 5, 'ratio'],
  ['a ratio of exactly 1.1 stays', { pods: pods(10, 55) }, 10, 'withinTolerance'],
  ['a ratio of exactly 0.9 stays', { pods: pods(10, 45) }, 10, 'withinTolerance'],
  ['a ratio of 1.12 does not', { pods: pods(10, 56) }, 12, 'ratio'],
  ['a ratio of 0.88 does not', { pods: pods(10, 44) }, 9, 'ratio'],
  ['before 1.33 binary fractions left 1.1 out', { pods: pods(10, 55), flags: { band: 'subtracted' } }, 11, 'ratio'],
  ['and 0.9 in', { pods: pods(10, 45), flags: { band: 'subtracted' } }, 10, 'withinTolerance'],
  ['55.9 % is 55 %: whole per cent are compared', { pods: pods(10, 55.9) }, 10, 'withinTolerance'],
  ['pods that go are not there', { pods: [...pods(4, 100), { cpu: 0, is: 'deleted' }], current: 4 }, 8, 'ratio'],
  ['nor are those that failed', { pods: [...pods(4, 100), { cpu: 0, is: 'failed' }], current: 4 }, 8, 'ratio'],
  ['a pending pod counts as 0 % on the way up', { pods: [...pods(3, 100), { is: 'pending' }], current: 4 }, 6, 'ratio'],
  ['and not at all on the way down', { pods: [...pods(3, 25), { is: 'pending' }], current: 4 }, 2, 'ratio'],
  [
    'pending pods that bring the ratio into the band keep',
    { pods: [...pods(4, 60), { is: 'pending' }] },
    5,
    'filledWithinTolerance',
  ],
  [
    'pending pods that would turn the direction keep',
    { pods: [...pods(3, 60), { is: 'pending' }, { is: 'pending' }, { is: 'pending' }] },
    6,
    'filledTurns',
  ],
  ['a pod without metric counts as 0 % on the way up', { pods: [...pods(3, 100), {}] }, 6, 'ratio'],
  ['and as 100 % on the way down', { pods: [...pods(3, 10), {}] }, 3, 'ratio'],
  ['or as the target, where that is more', { pods: [...pods(3, 30), {}], target: 150 }, 2, 'ratio'],
  ['missing metrics that would turn the direction keep', { pods: [...pods(2, 40), {}, {}, {}] }, 5, 'filledTurns'],
  [
    'a count that goes against the direction keeps',
    { pods: [...pods(3, 60), {}], current: 9, target: 30 },
    9,
    'countTurns',
  ],
  ['no metric at all keeps', { pods: pods(4) }, 4, 'failed'],
  ['pending pods alone keep', { pods: [{ is: 'pending' }, { is: 'pending' }] }, 2, 'failed'],
  ['a running pod long unready since its start is set aside', { pods: [...pods(3, 100), unreadyNever()] }, 6, 'ratio'],
  ['one that was ready before counts', { pods: [...pods(3, 100), unreadyNow()] }, 7, 'ratio'],
  ['a young pod counts once measured for a whole window', { pods: youngPods(2, seconds(30)) }, 8, 'ratio'],
  ['not a millisecond before', { pods: youngPods(2, seconds(30) - 1) }, 2, 'failed'],
]

/** Unready from its start to now. */
function unreadyNever(): PodWords {
  return { cpu: 50, is: 'unready', started: 0, changed: seconds(20) }
}

/** Became unready half an hour after its start. */
function unreadyNow(): PodWords {
  return { cpu: 50, is: 'unready', started: 0, changed: minutes(30) }
}

describe('what one metric asks for', () => {
  test.each(rows)('%s', (_, situation, desired, reason) => {
    const evaluation = round(situation)
    expect([evaluation.desired, evaluation.metrics[0]?.reason]).toEqual([desired, reason])
  })
})

describe('CPU of young pods', () => {
  const at = (pod: PodWords, flags = {}) => round({ pods: [...pods(1, 100), pod], flags }).metrics[0]

  test('the initialization period ends at its exact end', () => {
    const pod = { cpu: 100, started: LATER - minutes(5), changed: LATER - seconds(40), sampled: LATER - seconds(20) }
    expect(at({ ...pod, started: LATER - minutes(5) + 1 })?.unready).toBe(1)
    expect(at(pod)?.unready).toBe(0)
  })

  test('after it, a pod that lost readiness at the end of the initial delay is taken for one that was ready', () => {
    const pod: PodWords = { cpu: 100, is: 'unready', started: 0 }
    expect(at({ ...pod, changed: seconds(30) - 1 })?.unready).toBe(1)
    expect(at({ ...pod, changed: seconds(30) })?.unready).toBe(0)
  })

  test('shorter periods are those of the controller', () => {
    const pod = { cpu: 100, started: LATER - minutes(3), changed: LATER - seconds(20), sampled: LATER }
    expect(at(pod)?.unready).toBe(1)
    expect(at(pod, { cpuInitialization: minutes(2) })?.unready).toBe(0)
  })

  test('memory believes every pod that has a sample', () => {
    const memory = { kind: 'resource', name: 'memory', target: { kind: 'utilization', percent: 50 } } as const
    const evaluation = round({ pods: youngPods(2, 0), spec: { metrics: [memory] } })
    expect(evaluation.desired).toBe(8)
  })
})
