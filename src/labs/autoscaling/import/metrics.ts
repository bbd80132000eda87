import type { MetricSpec, PodTarget, WholeTarget } from '../../../engines/autoscaling/hpa/spec.ts'
import { type Fields, fieldsAt, isFields, notice, quantity, type Reading, wholeAt, within } from './fields.ts'

/** Quantities are kept in thousandths, as the controller does. */
const THOUSAND = 1000

/** The metrics of `spec.metrics`; undefined when there are none, so that the default holds. */
export function metricsIn(value: unknown, reading: Reading): readonly MetricSpec[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) {
    notice(reading, 'is no list and was left out.')
    return undefined
  }
  if (value.length === 0) return undefined
  return value.flatMap((one: unknown, i) => metricIn(one, { ...reading, path: `${reading.path}[${i}]` }) ?? [])
}

function metricIn(value: unknown, reading: Reading): MetricSpec | undefined {
  const type = isFields(value) ? value['type'] : undefined
  const key = typeof type === 'string' ? fieldOf[type] : undefined
  const source = isFields(value) && key !== undefined ? fieldsAt(value, key, reading) : undefined
  if (key === undefined || !source) {
    notice(reading, 'is of no known type and was left out.')
    return undefined
  }
  const here = within(reading, key)
  if (key === 'resource' || key === 'containerResource') {
    if (key === 'containerResource')
      notice(here, 'is of one container: here a pod is one, so it was taken for the pod.')
    return resourceIn(source, here)
  }
  const metric = fieldsAt(source, 'metric', here)
  const name = typeof metric?.['name'] === 'string' ? metric['name'].slice(0, 100) : 'unnamed'
  const target = wholeTargetIn(source, here)
  if (!target) return undefined
  if (key !== 'pods') return { kind: key, name, target }
  if (target.kind === 'averageValue') return { kind: 'pods', name, value: target.value }
  notice(here, 'needs an averageValue and was left out.')
  return undefined
}

const fieldOf: Readonly<Record<string, 'resource' | 'containerResource' | 'pods' | 'object' | 'external'>> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
}

function resourceIn(source: Fields, reading: Reading): MetricSpec | undefined {
  const { name } = source
  if (name !== 'cpu' && name !== 'memory') {
    notice(reading, 'is neither cpu nor memory and was left out.')
    return undefined
  }
  const target = podTargetIn(source, reading)
  return target && { kind: 'resource', name, target }
}

function podTargetIn(source: Fields, reading: Reading): PodTarget | undefined {
  // The betas before v2beta2 had the numbers beside the name.
  const target = fieldsAt(source, 'target', reading) ?? { averageUtilization: source['targetAverageUtilization'] }
  const here = within(reading, 'target')
  const percent = wholeAt(target, 'averageUtilization', here, 1)
  if (percent !== undefined) return { kind: 'utilization', percent }
  const value = amountIn(target, 'averageValue')
  if (value !== undefined) return { kind: 'averageValue', value }
  notice(here, 'has neither averageUtilization nor averageValue and was left out.')
  return undefined
}

function wholeTargetIn(source: Fields, reading: Reading): WholeTarget | undefined {
  const target = fieldsAt(source, 'target', reading) ?? {}
  const average = amountIn(target, 'averageValue')
  const value = amountIn(target, 'value')
  if (average !== undefined && (target['type'] !== 'Value' || value === undefined)) {
    return { kind: 'averageValue', value: average }
  }
  if (value !== undefined) return { kind: 'value', value }
  notice(within(reading, 'target'), 'has neither value nor averageValue above 0 and was left out.')
  return undefined
}

/** A quantity above 0 in thousandths, rounded up as Kubernetes does. */
function amountIn(target: Fields, key: string): number | undefined {
  const found = quantity(target[key])
  return found !== undefined && found > 0 ? Math.ceil(Number((found * THOUSAND).toPrecision(15))) : undefined
}
