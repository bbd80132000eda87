import {
  type Behavior,
  type HpaSpec,
  type MetricSpec,
  type ScalingPolicy,
  type ScalingRules,
  usualBehavior,
} from '../../../engines/autoscaling/hpa/spec.ts'
import {
  type Fields,
  fieldsAt,
  isFields,
  notice,
  quantity,
  type Reading,
  shown,
  tellUnknown,
  wholeAt,
  within,
} from './fields.ts'
import { metricsIn } from './metrics.ts'

/** A HorizontalPodAutoscaler in the engine's terms, and a sentence for each thing that does not map. */
export type ReadHpa =
  | { readonly spec: HpaSpec; readonly notices: readonly string[] }
  /** Why there is none, in one sentence. */
  | { readonly failed: string }

const SECOND = 1000
/** Limits of the API server. */
const LONGEST_PERIOD = 1800
const LONGEST_WINDOW = 3600

/** An HPA without metrics aims at this use of CPU. */
const usualMetrics: readonly MetricSpec[] = [
  { kind: 'resource', name: 'cpu', target: { kind: 'utilization', percent: 80 } },
]

/**
 * Reads the first HorizontalPodAutoscaler among the documents of a text, or in a List of them: `autoscaling/v2` and its
 * betas, or `autoscaling/v1`. What is left out gets the API server's defaults. Never throws, whatever the values.
 */
export function hpaIn(documents: readonly unknown[]): ReadHpa {
  const found = documents.flatMap(objectsIn).filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
  const [first] = found
  if (!first) return { failed: 'There is no HorizontalPodAutoscaler in it.' }
  const notices: string[] = []
  if (found.length > 1) notices.push(`Of ${found.length} HorizontalPodAutoscalers the first was taken.`)
  const root: Reading = { path: '', notices }
  const spec = fieldsAt(first, 'spec', root)
  if (!spec) return { failed: 'The HorizontalPodAutoscaler has no spec.' }
  const reading = within(root, 'spec')
  const max = wholeAt(spec, 'maxReplicas', reading, 1)
  if (max === undefined)
    return { failed: 'spec.maxReplicas is missing: without it there is no HorizontalPodAutoscaler.' }
  const version = typeof first['apiVersion'] === 'string' ? first['apiVersion'] : ''
  if (!/^autoscaling\/v(1|2|2beta[12])$/.test(version))
    notices.push('apiVersion is not autoscaling/v2; it was read as such.')
  const metrics =
    version === 'autoscaling/v1' ? metricsOfV1(spec, reading) : metricsIn(spec['metrics'], within(reading, 'metrics'))
  const behavior = behaviorIn(spec, reading)
  tellUnknown(spec, known, reading)
  return {
    spec: { ...limitsIn(spec, max, reading), metrics: metrics ?? usualMetrics, ...(behavior && { behavior }) },
    notices: shown(notices),
  }
}

const known = [
  'scaleTargetRef',
  'minReplicas',
  'maxReplicas',
  'metrics',
  'behavior',
  'targetCPUUtilizationPercentage',
] as const

/** The document itself, or the items of a list. */
function objectsIn(document: unknown): readonly Fields[] {
  if (!isFields(document)) return []
  const items = document['items']
  return Array.isArray(items) ? items.filter(isFields) : [document]
}

function limitsIn(spec: Fields, max: number, reading: Reading): { readonly min: number; readonly max: number } {
  const min = wholeAt(spec, 'minReplicas', reading, 0) ?? 1
  if (min <= max) return { min, max }
  notice(within(reading, 'maxReplicas'), `is below minReplicas: ${min} was taken for ${max}.`)
  return { min, max: min }
}

function metricsOfV1(spec: Fields, reading: Reading): readonly MetricSpec[] | undefined {
  const percent = wholeAt(spec, 'targetCPUUtilizationPercentage', reading, 1)
  return percent === undefined
    ? undefined
    : [{ kind: 'resource', name: 'cpu', target: { kind: 'utilization', percent } }]
}

function behaviorIn(spec: Fields, reading: Reading): Behavior | undefined {
  const fields = fieldsAt(spec, 'behavior', reading)
  if (!fields) return undefined
  const here = within(reading, 'behavior')
  tellUnknown(fields, ['scaleUp', 'scaleDown'], here)
  return {
    up: rulesIn(fieldsAt(fields, 'scaleUp', here), usualBehavior.up, within(here, 'scaleUp')),
    down: rulesIn(fieldsAt(fields, 'scaleDown', here), usualBehavior.down, within(here, 'scaleDown')),
  }
}

function rulesIn(fields: Fields | undefined, usual: ScalingRules, reading: Reading): ScalingRules {
  if (!fields) return usual
  tellUnknown(fields, ['stabilizationWindowSeconds', 'selectPolicy', 'policies', 'tolerance'], reading)
  const window = wholeAt(fields, 'stabilizationWindowSeconds', reading, 0, LONGEST_WINDOW)
  const tolerance = toleranceIn(fields['tolerance'], within(reading, 'tolerance'))
  return {
    stabilization: window === undefined ? usual.stabilization : window * SECOND,
    select: selectIn(fields['selectPolicy'], within(reading, 'selectPolicy')),
    policies: policiesIn(fields['policies'], within(reading, 'policies')) ?? usual.policies,
    ...(tolerance !== undefined && { tolerance }),
  }
}

function selectIn(value: unknown, reading: Reading): ScalingRules['select'] {
  if (value === 'Max' || value === 'Min' || value === 'Disabled') return value
  if (value !== undefined && value !== null) notice(reading, 'is none of Max, Min and Disabled: Max was taken.')
  return 'Max'
}

function toleranceIn(value: unknown, reading: Reading): number | undefined {
  if (value === undefined || value === null) return undefined
  const found = quantity(value)
  if (found !== undefined && found >= 0) return found
  notice(reading, 'is no number from 0 on and was left out.')
  return undefined
}

/** The policies that can be read; undefined when there are none, so that the defaults hold. */
function policiesIn(value: unknown, reading: Reading): readonly ScalingPolicy[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) {
    notice(reading, 'is no list and was left out.')
    return undefined
  }
  const policies = value.flatMap(
    (one: unknown, i) => policyIn(one, { ...reading, path: `${reading.path}[${i}]` }) ?? [],
  )
  return policies.length > 0 ? policies : undefined
}

function policyIn(value: unknown, reading: Reading): ScalingPolicy | undefined {
  if (!isFields(value)) {
    notice(reading, 'is no policy and was left out.')
    return undefined
  }
  tellUnknown(value, ['type', 'value', 'periodSeconds'], reading)
  const { type } = value
  const amount = wholeAt(value, 'value', reading, 1)
  const period = wholeAt(value, 'periodSeconds', reading, 1, LONGEST_PERIOD)
  if ((type !== 'Pods' && type !== 'Percent') || amount === undefined || period === undefined) {
    notice(reading, 'lacks type, value or periodSeconds and was left out.')
    return undefined
  }
  return { type, value: amount, period: period * SECOND }
}
