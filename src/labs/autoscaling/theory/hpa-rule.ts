import { createHpa, evaluateHpa } from '../../../engines/autoscaling/hpa/hpa.ts'
import type { Pod } from '../../../engines/autoscaling/hpa/pods.ts'
import { type ControllerFlags, type HpaSpec, usualFlags } from '../../../engines/autoscaling/hpa/spec.ts'
import { coordinate, type Measured, type Theory, type TheoryRow } from '../../../lab/theory.ts'

type At = Readonly<Record<string, number>>

const exactly = (value: number): Measured => ({ value, error: 0 })

/** Targets are a million thousandths, so that ratios are exact to six digits. */
const TARGET = 1_000_000

/** Nothing but the rule: no windows, no limits. */
const spec: HpaSpec = {
  min: 1,
  max: 1_000_000,
  metrics: [{ kind: 'object', name: 'load', target: { kind: 'value', value: TARGET } }],
  behavior: {
    up: { stabilization: 0, select: 'Max', policies: [{ type: 'Pods', value: 1_000_000, period: 1000 }] },
    down: { stabilization: 0, select: 'Max', policies: [{ type: 'Percent', value: 100, period: 1000 }] },
  },
}

const pod: Pod = { phase: 'running', deleted: false, ready: true, readyChanged: 0, requests: { cpu: 0, memory: 0 } }

/** What the HPA makes of so many ready replicas at a ratio of value to target. */
export function replicasAt(current: number, ratio: number, band: ControllerFlags['band']): number {
  const input = {
    current,
    existing: current,
    pods: Array.from({ length: current }, () => pod),
    measurements: [{ kind: 'whole', value: Math.round(ratio * TARGET) }] as const,
  }
  return evaluateHpa(createHpa(), spec, { ...usualFlags, band }, input, 0).desired
}

const bandOf = (at: At): ControllerFlags['band'] => (coordinate(at, 'before133') === 1 ? 'subtracted' : 'compared')

/** The rule with the comparisons of either version, in the controller's own arithmetic. */
function ruled(at: At): number {
  const [current, ratio] = [coordinate(at, 'current'), coordinate(at, 'ratio')]
  const inside = bandOf(at) === 'subtracted' ? Math.abs(1 - ratio) <= 0.1 : 0.9 <= ratio && ratio <= 1.1
  return inside ? current : Math.ceil(ratio * current)
}

/** Printed for Kubernetes before 1.33; the two ends of the band are where the versions differ. */
const rows: readonly TheoryRow[] = [
  { at: { current: 1, ratio: 2, before133: 1 }, printed: 2, absolute: 0 },
  { at: { current: 4, ratio: 1.5, before133: 1 }, printed: 6, absolute: 0 },
  { at: { current: 3, ratio: 1.2857, before133: 1 }, absolute: 0 },
  { at: { current: 10, ratio: 1.1, before133: 1 }, printed: 11, absolute: 0 },
  { at: { current: 10, ratio: 1.1, before133: 0 }, absolute: 0 },
  { at: { current: 10, ratio: 1.11, before133: 1 }, printed: 12, absolute: 0 },
  { at: { current: 10, ratio: 0.9, before133: 1 }, absolute: 0 },
  { at: { current: 10, ratio: 0.89, before133: 1 }, printed: 9, absolute: 0 },
  { at: { current: 10, ratio: 0.5, before133: 1 }, printed: 5, absolute: 0 },
]

const rule: Theory = {
  key: 'hpaRule',
  title: 'The staircase of the HPA',
  law: 'desired = ⌈current · value ÷ target⌉, and current while 0.9 ≤ value ÷ target ≤ 1.1',
  source: 'Kubernetes, Horizontal Pod Autoscaling; pkg/controller/podautoscaler',
  pitfall:
    'Both ends of the band stay put since 1.33. Before, |1 − ratio| was compared with 0.1 in binary fractions: 1.1 ' +
    'scaled up to 11 of 10, 0.9 stayed.',
  x: { name: 'ratio', label: 'Value ÷ target', min: 0.2, max: 2 },
  y: { label: 'Desired replicas' },
  curves: [
    { current: 10, before133: 0 },
    { current: 3, before133: 0 },
  ],
  expected: ruled,
  measure: (at) => exactly(replicasAt(coordinate(at, 'current'), coordinate(at, 'ratio'), bandOf(at))),
  replications: 1,
  rows,
}

/** The least or greatest number of replicas that the HPA leaves alone under a demand. */
function resting(at: At): number {
  const need = coordinate(at, 'demand') / coordinate(at, 'target')
  const rests = (replicas: number) => replicasAt(replicas, need / replicas, 'compared') === replicas
  const numbers = Array.from({ length: Math.ceil(2 * need) + 1 }, (_, i) => i + 1).filter(rests)
  return (coordinate(at, 'greatest') === 1 ? numbers.at(-1) : numbers[0]) ?? NaN
}

const rest: Theory = {
  key: 'hpaResting',
  title: 'Where the HPA comes to rest',
  law: 'every n with 0.9 ≤ demand ÷ (n · target) ≤ 1.1: from ⌈need ÷ 1.1⌉ to ⌊need ÷ 0.9⌋, at least ⌈need⌉',
  source: 'Derived from the rule and its tolerance of 0.1',
  pitfall: 'The same demand rests at different numbers, by the side that it came from: the band is a memory.',
  x: { name: 'demand', label: 'Demand', min: 10, max: 400 },
  y: { label: 'Replicas' },
  curves: [
    { target: 10, greatest: 0 },
    { target: 10, greatest: 1 },
  ],
  expected(at) {
    const need = coordinate(at, 'demand') / coordinate(at, 'target')
    return coordinate(at, 'greatest') === 1 ? Math.max(Math.floor(need / 0.9), Math.ceil(need)) : Math.ceil(need / 1.1)
  },
  measure: (at) => exactly(resting(at)),
  replications: 1,
  rows: [
    { at: { demand: 100, target: 10, greatest: 0 }, printed: 10, absolute: 0 },
    { at: { demand: 100, target: 10, greatest: 1 }, printed: 11, absolute: 0 },
    { at: { demand: 200, target: 10, greatest: 0 }, absolute: 0 },
    { at: { demand: 200, target: 10, greatest: 1 }, absolute: 0 },
  ],
}

/** The rule of the HPA, step by step and at rest. */
export const hpaLaws: readonly Theory[] = [rule, rest]
