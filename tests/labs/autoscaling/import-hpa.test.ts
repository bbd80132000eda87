import { describe, expect, test } from 'vitest'
import { usualBehavior } from '../../../src/engines/autoscaling/hpa/spec.ts'
import { hpaIn } from '../../../src/labs/autoscaling/import/hpa.ts'
import { settingsOf } from '../../../src/labs/autoscaling/import/settings.ts'

const manifest = (spec: object, apiVersion = 'autoscaling/v2') => ({
  apiVersion,
  kind: 'HorizontalPodAutoscaler',
  spec,
})

const read = (spec: object, apiVersion?: string) => {
  const found = hpaIn([manifest({ maxReplicas: 10, ...spec }, apiVersion)])
  if ('failed' in found) throw new Error(found.failed)
  return found
}

const cpu = (averageUtilization: number) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
})

describe('an HPA', () => {
  test('gets the defaults of the API server for what it leaves out', () => {
    expect(read({})).toEqual({
      spec: {
        min: 1,
        max: 10,
        metrics: [{ kind: 'resource', name: 'cpu', target: { kind: 'utilization', percent: 80 } }],
      },
      notices: [],
    })
    expect(read({ behavior: { scaleUp: { selectPolicy: 'Min' } } }).spec.behavior).toEqual({
      up: { ...usualBehavior.up, select: 'Min' },
      down: usualBehavior.down,
    })
  })

  test('is read with windows, policies, selection and tolerance', () => {
    const scaleDown = {
      stabilizationWindowSeconds: 60,
      selectPolicy: 'Disabled',
      tolerance: '50m',
      policies: [{ type: 'Pods', value: 2, periodSeconds: 30 }],
    }
    expect(read({ behavior: { scaleDown } })).toMatchObject({
      spec: {
        behavior: {
          down: {
            stabilization: 60_000,
            select: 'Disabled',
            tolerance: 0.05,
            policies: [{ type: 'Pods', value: 2, period: 30_000 }],
          },
        },
      },
      notices: [],
    })
  })

  test.each([
    [
      'requests per pod',
      { type: 'Pods', pods: { metric: { name: 'rps' }, target: { averageValue: '1500m' } } },
      { kind: 'pods', name: 'rps', value: 1500 },
    ],
    [
      'memory as a value',
      { type: 'Resource', resource: { name: 'memory', target: { averageValue: '1Ki' } } },
      { kind: 'resource', name: 'memory', target: { kind: 'averageValue', value: 1_024_000 } },
    ],
    [
      'a queue per pod',
      { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: 30 } } },
      { kind: 'external', name: 'queue', target: { kind: 'averageValue', value: 30_000 } },
    ],
    [
      'a value of an object',
      { type: 'Object', object: { metric: { name: 'hits' }, target: { type: 'Value', value: '2k' } } },
      { kind: 'object', name: 'hits', target: { kind: 'value', value: 2_000_000 } },
    ],
    [
      'one container',
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'shop', target: { averageUtilization: 60 } },
      },
      { kind: 'resource', name: 'cpu', target: { kind: 'utilization', percent: 60 } },
    ],
    [
      'a beta',
      { type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 55 } },
      { kind: 'resource', name: 'cpu', target: { kind: 'utilization', percent: 55 } },
    ],
  ])('may have a metric: %s', (_, metric, expected) => {
    expect(read({ metrics: [metric] }).spec.metrics).toEqual([expected])
  })

  test('of autoscaling/v1 has one target', () => {
    expect(read({ targetCPUUtilizationPercentage: 65 }, 'autoscaling/v1').spec.metrics).toMatchObject([
      { target: { percent: 65 } },
    ])
  })

  test('is found in a List and after other documents; of several the first is taken', () => {
    const list = {
      kind: 'List',
      items: [{ kind: 'Service' }, manifest({ maxReplicas: 7 }), manifest({ maxReplicas: 8 })],
    }
    expect(hpaIn([{ kind: 'Deployment' }, list])).toMatchObject({
      spec: { max: 7 },
      notices: ['Of 2 HorizontalPodAutoscalers the first was taken.'],
    })
  })

  test.each([
    [[], 'There is no HorizontalPodAutoscaler in it.'],
    [[{ kind: 'Deployment', spec: {} }], 'There is no HorizontalPodAutoscaler in it.'],
    [[{ kind: 'HorizontalPodAutoscaler' }], 'The HorizontalPodAutoscaler has no spec.'],
    [[manifest({})], 'spec.maxReplicas is missing: without it there is no HorizontalPodAutoscaler.'],
  ])('that is none is told: %j', (documents, failed) => {
    expect(hpaIn(documents)).toEqual({ failed })
  })
})

describe('what does not map is named', () => {
  test.each([
    [{ minReplicas: 12 }, 'spec.maxReplicas is below minReplicas: 12 was taken for 10.'],
    [{ minReplicas: -1 }, 'spec.minReplicas must be from 0 to 2147483647: 0 was taken for -1.'],
    [{ minReplicas: '2' }, 'spec.minReplicas is no whole number and was left out.'],
    [{ scaleTarget: 1 }, 'spec.scaleTarget has no counterpart here.'],
    [{ metrics: {} }, 'spec.metrics is no list and was left out.'],
    [{ metrics: [{ type: 'Disk' }] }, 'spec.metrics[0] is of no known type and was left out.'],
    [
      { metrics: [{ type: 'Resource', resource: { name: 'gpu' } }] },
      'spec.metrics[0].resource is neither cpu nor memory and was left out.',
    ],
    [
      { metrics: [{ type: 'Pods', pods: {} }] },
      'spec.metrics[0].pods.target has neither value nor averageValue above 0 and was left out.',
    ],
    [{ behavior: { scaleUp: { speed: 1 } } }, 'spec.behavior.scaleUp.speed has no counterpart here.'],
    [
      { behavior: { scaleUp: { selectPolicy: 'max' } } },
      'spec.behavior.scaleUp.selectPolicy is none of Max, Min and Disabled: Max was taken.',
    ],
    [
      { behavior: { scaleUp: { stabilizationWindowSeconds: 7200 } } },
      'spec.behavior.scaleUp.stabilizationWindowSeconds must be from 0 to 3600: 3600 was taken for 7200.',
    ],
    [
      { behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1 }] } } },
      'spec.behavior.scaleDown.policies[0] lacks type, value or periodSeconds and was left out.',
    ],
    [
      { behavior: { scaleDown: { tolerance: -1 } } },
      'spec.behavior.scaleDown.tolerance is no number from 0 on and was left out.',
    ],
  ])('%j', (spec, notice) => {
    expect(read(spec).notices).toContain(notice)
  })

  test('settings out of range here, and metrics that are no setting', () => {
    const { spec } = read({
      maxReplicas: 500,
      minReplicas: 0,
      metrics: [cpu(400), { type: 'External', external: { metric: { name: 'queue' }, target: { value: 5 } } }],
      behavior: {
        scaleUp: {
          policies: [
            { type: 'Pods', value: 4, periodSeconds: 15 },
            { type: 'Percent', value: 50, periodSeconds: 60 },
            { type: 'Pods', value: 9, periodSeconds: 90 },
          ],
        },
      },
    })
    const { set, notices } = settingsOf(spec)
    expect(set).toMatchObject({
      minInstances: 1,
      maxInstances: 100,
      hpaCpu: 3,
      hpaUpPods: 4,
      hpaUpPercent: 50,
      hpaUpPeriod: 60_000,
    })
    expect(notices).toEqual([
      'minReplicas of 0 has no counterpart: one instance always stays.',
      'Maximum: 100 instances was taken for 500 instances, which is out of range here.',
      'The metric queue (external) has no counterpart here and was left out.',
      'Target CPU: 300% was taken for 400%, which is out of range here.',
      'scaleUp: of several policies of one type the first was taken.',
      'scaleUp: both policies have one period here, that of the per cent, 60 s.',
    ])
  })

  test('nothing when none of the metrics maps', () => {
    const queue = { type: 'External', external: { metric: { name: 'queue' }, target: { value: 5 } } }
    const { set, notices } = settingsOf(read({ metrics: [queue] }).spec)
    expect(set).not.toHaveProperty('hpaOnCpu')
    expect(notices.at(-1)).toBe('None of its metrics has a counterpart here: the target of CPU stays as it was.')
  })
})
