import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AutoscalerConfig,
  createAutoscaler,
  evaluate,
  type Rule,
} from '../../../src/engines/autoscaling/autoscaler.ts'
import { createFleet } from '../../../src/engines/autoscaling/fleet.ts'
import { podsOf } from '../../../src/engines/autoscaling/fleet-pods.ts'
import { usualBehavior, usualFlags } from '../../../src/engines/autoscaling/hpa/spec.ts'
import { scalerMachine } from '../../../src/engines/autoscaling/machine.ts'
import { matrixProposal, usualMatrix } from '../../../src/engines/autoscaling/matrix.ts'
import { usualScaler } from '../../../src/engines/autoscaling/scaler.ts'
import { usualSteps, usualTracking } from '../../../src/engines/autoscaling/steps.ts'
import { thresholdProposal, usualThresholds } from '../../../src/engines/autoscaling/threshold.ts'
import { Controller, cpuTarget, minutes, pods, round, seconds, withRules } from './hpa-play.ts'

const share = fc.double({ min: 0, max: 1.5, noNaN: true })
const reading = fc.record({ cpu: share, memory: share, rps: fc.double({ min: 0, max: 5000, noNaN: true }) })
const runs = { numRuns: 150, seed: 9 }

const forecast = {
  method: 'trend',
  window: minutes(10),
  season: minutes(60),
  buckets: 12,
  weight: 0.5,
  lead: minutes(2),
  perInstance: 200,
  coversPresent: true,
} as const

const rules: readonly Rule[] = [
  { kind: 'threshold', rule: usualThresholds },
  { kind: 'matrix', rule: usualMatrix },
  { kind: 'steps', rule: usualSteps, metric: 'cpu' },
  { kind: 'tracking', rule: { ...usualTracking, periodsLow: 2, periodsHigh: 1 }, metric: 'requests' },
  { kind: 'hpa', rule: { min: 2, max: 12, metrics: [cpuTarget(50)], behavior: usualBehavior }, flags: usualFlags },
  { kind: 'hpa', rule: { min: 2, max: 12, metrics: [cpuTarget(50)] }, flags: usualFlags },
  { kind: 'forecast', rule: forecast },
  {
    kind: 'schedule',
    rule: {
      day: minutes(30),
      entries: [
        { from: 0, instances: 1 },
        { from: minutes(10), instances: 40 },
      ],
    },
  },
]

/** A plan and a forecast that raise the minimum. */
const floor = { schedule: { day: minutes(20), entries: [{ from: minutes(5), instances: 4 }] }, forecast }

/** Plays readings through a rule, 15 s apart or more; what came out each time. */
function play(
  config: AutoscalerConfig,
  readings: readonly { readonly cpu: number; readonly memory: number; readonly rps: number }[],
) {
  const autoscaler = createAutoscaler(config, 0)
  let current = 5
  return readings.map((at, i) => {
    const now = seconds(20) * i
    const from = current
    const state = autoscaler.scaler.state
    const list = podsOf(createFleet(current, -minutes(60)), { cpu: 1000, memory: 1000 })
    const samples = list.map(() => ({ value: Math.round(at.cpu * 1000), at: now, window: seconds(15) }))
    const hpa = { existing: current, pods: list, measurements: [{ kind: 'perPod', samples }] } as const
    const verdict = evaluate(autoscaler, config, { reading: at, current, warming: 0, hpa }, now)
    current = verdict.desired
    return { now, from, state, verdict, scaler: structuredClone(autoscaler.scaler) }
  })
}

describe.each(rules)('$kind', (rule) => {
  const config: AutoscalerConfig = { rule, scaler: { ...usualScaler, min: 2, max: 12 } }
  const readings = fc.array(reading, { minLength: 1, maxLength: 60 })

  test('keeps minimum ≤ desired ≤ maximum, with a raised minimum too', () => {
    fc.assert(
      fc.property(readings, fc.boolean(), (list, raised) => {
        for (const { verdict } of play(raised ? { ...config, floor } : config, list)) {
          expect(verdict.desired).toBeGreaterThanOrEqual(2)
          expect(verdict.desired).toBeLessThanOrEqual(12)
          expect(Number.isInteger(verdict.desired)).toBe(true)
        }
      }),
      runs,
    )
  })

  test('takes no action in cooldown', () => {
    fc.assert(
      fc.property(readings, (list) => {
        let last = -Infinity
        const own = rule.kind === 'hpa' || rule.kind === 'steps' || rule.kind === 'tracking'
        for (const { now, from, verdict, scaler } of play(config, list)) {
          if (verdict.desired === from) continue
          expect(now - last).toBeGreaterThan(own ? 0 : usualScaler.cooldownUp)
          expect(scaler.state).toBe(own ? 'stable' : 'cooldown.waiting')
          last = now
        }
      }),
      runs,
    )
  })

  test('every step of the machine is one that it has', () => {
    fc.assert(
      fc.property(readings, (list) => {
        for (const { state, scaler } of play(config, list)) {
          let at = state
          for (const edge of scaler.trail.edges.slice(0, scaler.trail.count)) at = scalerMachine.next(at, edge)
          expect(at).toBe(scaler.state)
        }
      }),
      runs,
    )
  })
})

describe('more load never asks for less', () => {
  test.each([
    [
      'thresholds',
      (at: { cpu: number; memory: number; rps: number }) => thresholdProposal(usualThresholds, at, 5).wanted,
    ],
    ['matrix', (at: { cpu: number; memory: number; rps: number }) => matrixProposal(usualMatrix, at, 5).wanted],
  ])('%s', (_, wanted) => {
    fc.assert(
      fc.property(reading, reading, (one, other) => {
        const less = {
          cpu: Math.min(one.cpu, other.cpu),
          memory: Math.min(one.memory, other.memory),
          rps: Math.min(one.rps, other.rps),
        }
        expect(wanted(less)).toBeLessThanOrEqual(wanted(one))
      }),
      { numRuns: 1000, seed: 9 },
    )
  })

  test('HPA, with pods not ready and without metric', () => {
    const some = fc.record({
      ready: fc.integer({ min: 1, max: 20 }),
      unready: fc.integer({ min: 0, max: 5 }),
      missing: fc.integer({ min: 0, max: 5 }),
      cpu: fc.integer({ min: 1, max: 300 }),
      more: fc.integer({ min: 0, max: 100 }),
    })
    fc.assert(
      fc.property(some, ({ ready, unready, missing, cpu, more }) => {
        const desired = (percent: number) =>
          round({
            pods: [...pods(ready, percent), ...pods(missing), ...pods(unready).map(() => ({ is: 'pending' as const }))],
          }).desired
        expect(desired(cpu)).toBeLessThanOrEqual(desired(cpu + more))
      }),
      { numRuns: 500, seed: 9 },
    )
  })
})

describe('stabilization', () => {
  const asks = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 })
  const window = fc.integer({ min: 0, max: 20 })

  test('never scales below the greatest recommendation of the window, nor above the least', () => {
    fc.assert(
      fc.property(asks, window, window, (list, up, down) => {
        const behavior = withRules(
          { stabilization: seconds(15) * up, policies: [{ type: 'Pods', value: 1000, period: seconds(15) }] },
          { stabilization: seconds(15) * down },
        )
        const hpa = new Controller(10, { behavior })
        let before = 10
        list.forEach((wanted, i) => {
          const recent = (count: number) => [
            wanted,
            ...list.slice(Math.max(0, i - count + 1), i),
            ...(i < count ? [10] : []),
          ]
          const desired = hpa.ask(wanted, seconds(15) * i).desired
          if (desired < before) expect(desired).toBeGreaterThanOrEqual(Math.max(...recent(down)))
          if (desired > before) expect(desired).toBeLessThanOrEqual(Math.min(...recent(up)))
          before = desired
        })
      }),
      runs,
    )
  })

  test('policies bound how far a step may go from what there was a period ago', () => {
    fc.assert(
      fc.property(asks, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), (list, value, period) => {
        const policies = [{ type: 'Pods', value, period: seconds(15) * period }] as const
        const hpa = new Controller(10, { behavior: withRules({ policies }, { policies, stabilization: 0 }) })
        const replicas = [10, ...hpa.series(list)]
        list.forEach((wanted, i) => {
          const [before = 0, now = 0, start = 10] = [replicas[i], replicas[i + 1], replicas[i + 1 - period]]
          if (now > before) expect(now).toBe(Math.min(wanted, start + value))
          else if (now < before) expect(now).toBe(Math.max(wanted, start - value))
          else if (wanted > now) expect(now).toBeGreaterThanOrEqual(start + value)
          else if (wanted < now) expect(now).toBeLessThanOrEqual(start - value)
        })
      }),
      runs,
    )
  })
})
