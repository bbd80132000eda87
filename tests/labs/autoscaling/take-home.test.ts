import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../../src/lab/yaml.ts'
import type { ScalingParams } from '../../../src/labs/autoscaling/params.ts'
import { scalingTakeHome } from '../../../src/labs/autoscaling/take-home.ts'
import { anyParams, standing } from './any-params.ts'

const exported = (key: string, set: Partial<ScalingParams> = {}): string => {
  const target = scalingTakeHome.find((candidate) => candidate.key === key)
  if (!target) throw new Error(`no export to ${key}`)
  return target.text({ ...standing, ...set })
}

const hclLine = /^(# .*| *[\w.]+ += .+| *resource "\w+" "\w+" \{| *\w+ \{| *\}|)$/

describe.each(scalingTakeHome)('$label', (target) => {
  test('is well formed for any parameters, without a number gone wrong', async () => {
    await fc.assert(
      fc.asyncProperty(anyParams, async (any) => {
        const text = target.text(any)
        expect(text).not.toMatch(/NaN|Infinity|undefined|\d{10,}|\.\d{7,}/)
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(140)
        if (target.language === 'yaml') expect(await readYaml(text)).toHaveProperty('documents')
        else expect(text.split('\n').filter((line) => !hclLine.test(line))).toEqual([])
        expect(text.split('{').length).toBe(text.split('}').length)
      }),
      { numRuns: 60, seed: 2 },
    )
  })
})

const behaviorOf = async (set: Partial<ScalingParams>): Promise<Record<string, unknown>> => {
  const read = await readYaml(exported('hpa', set))
  if ('failed' in read) throw new Error(read.failed)
  return (read.documents[0] as { spec: Record<string, unknown> }).spec
}

describe('the HPA that comes nearest', () => {
  test('keeps the band of two thresholds, and lets through one step in each cooldown', async () => {
    expect(await behaviorOf({ policy: 'thresholds', upper: 0.8, lower: 0.3, addStep: 2 })).toMatchObject({
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 55 } } }],
      behavior: {
        scaleUp: { tolerance: '0.4545', policies: [{ type: 'Pods', value: 2, periodSeconds: 180 }] },
        scaleDown: { tolerance: '0.4545', policies: [{ type: 'Pods', value: 1, periodSeconds: 180 }] },
      },
    })
  })

  test('of target tracking is quick out and slow in', async () => {
    expect(await behaviorOf({ policy: 'tracking', target: 0.6, disableScaleIn: true })).toMatchObject({
      metrics: [{ resource: { target: { averageUtilization: 60 } } }],
      behavior: {
        scaleUp: { tolerance: '0', stabilizationWindowSeconds: 30 },
        scaleDown: { selectPolicy: 'Disabled', stabilizationWindowSeconds: 300 },
      },
    })
  })

  test('says what the controller manager needs, only where it differs', () => {
    expect(exported('hpa', { policy: 'hpa' })).not.toContain('#')
    const text = exported('hpa', { policy: 'hpa', evaluatePeriod: 30_000, hpaBehavior: false, hpaDownWindow: 60_000 })
    expect(text).toContain('#   --horizontal-pod-autoscaler-sync-period=30s\n')
    expect(text).toContain('#   --horizontal-pod-autoscaler-downscale-stabilization=60s\n')
  })
})

test('KEDA gets the plan as cron triggers, stretched to a day, each until the next', () => {
  const text = exported('keda', {
    policy: 'scheduled',
    planDay: 600_000,
    planMorningFrom: 0.25,
    planEveningFrom: 0.75,
    planNight: 3,
    planMorning: 8,
    planEvening: 4,
  })
  expect(text.match(/(start|end): .*|desiredReplicas: .*/g)).toEqual([
    'start: 0 0 * * *',
    'end: 0 6 * * *',
    'desiredReplicas: "3"',
    'start: 0 6 * * *',
    'end: 0 18 * * *',
    'desiredReplicas: "8"',
    'start: 0 18 * * *',
    'end: 0 0 * * *',
    'desiredReplicas: "4"',
  ])
  expect(text).not.toContain('type: cpu')
  expect(exported('keda', { policy: 'scheduled', beneath: true })).toContain('type: cpu')
})

test('KEDA gets tolerances as text, which its definition asks for, and says what they need', () => {
  const text = exported('keda', { policy: 'thresholds', upper: 0.8, lower: 0.3 })
  expect(text.match(/tolerance: .*/g)).toEqual(['tolerance: "0.4545"', 'tolerance: "0.4545"'])
  expect(text).toContain('# tolerance needs Kubernetes 1.33')
  expect(text).toContain('# A KEDA built for an older API drops it.')
  expect(exported('keda', { policy: 'hpa' })).not.toContain('tolerance')
})

test('target tracking gets target and cooldowns', () => {
  const text = exported('tracking', { policy: 'tracking', target: 0.57, cooldownOut: 60_000, minInstances: 2 })
  expect(text).toContain('    target_value       = 57\n')
  expect(text).toContain('    scale_out_cooldown = 60\n')
  expect(text).toContain('  min_capacity       = 2\n')
  expect(text).not.toContain('#')
})

test('step scaling gets its steps as intervals beyond the alarm, without gap or overlap', () => {
  const text = exported('steps', { policy: 'steps', adjusts: 'share', firstStep: 1, secondStep: 2, thirdStep: 4 })
  const bounds = text.match(/(scaling_adjustment|lower_bound|upper_bound) += .*/g)
  expect(bounds).toEqual([
    'scaling_adjustment          = 10',
    'lower_bound = 0',
    'upper_bound = 10',
    'scaling_adjustment          = 20',
    'lower_bound = 10',
    'upper_bound = 20',
    'scaling_adjustment          = 40',
    'lower_bound = 20',
    'scaling_adjustment          = -10',
    'upper_bound = 0',
  ])
  expect(text).toContain('PercentChangeInCapacity')
})

test.each([
  [5000, 60, 'every 60 s, not every 5 s'],
  [60_000, 60, undefined],
  [90_000, 120, 'every 120 s, not every 90 s'],
])('alarms on the CPU of EC2, looked at every %i ms here, look every %i s there', (evaluatePeriod, period, said) => {
  const text = exported('steps', { policy: 'steps', evaluatePeriod })
  expect(text.match(/^ +period +=.*/gm)).toEqual(Array(2).fill(`  period              = ${period}`))
  if (said === undefined) expect(text).not.toContain('The alarms look')
  else expect(text).toContain(said)
})
