import type { BreakerParams } from '../params.ts'
import { comments, noSlowRate, overTime, percent, singleProbe, sourceOf, text } from './translation.ts'

/** A breaker of opossum 8 or later, in Node. */
export function opossum(params: BreakerParams): string {
  const source = sourceOf(params)
  const { config } = source
  const rule = overTime(config)
  const notes = [...rule.notes, ...singleProbe(source, 'opossum'), ...noSlowRate(source, 'opossum')]
  if (config.operator === 'atLeast') {
    notes.push('opossum opens strictly above the percentage; these rules open at it, hence a hair less.')
  }
  if (config.openWaitGrowth > 1 || config.openWaitJitter > 0) notes.push('The reset time-out of opossum is fixed.')
  if (config.recovery !== 'timer') notes.push('A timer half-opens opossum, whether or not anyone calls.')
  return text([
    ...comments('//', notes),
    "import CircuitBreaker from 'opossum'",
    '',
    'export const breaker = new CircuitBreaker(callBackend, {',
    `  timeout: ${params.callTimeout},`,
    `  errorThresholdPercentage: ${threshold(percent(rule.share), config.operator)},`,
    `  volumeThreshold: ${rule.needed},`,
    `  rollingCountTimeout: ${rule.time},`,
    `  rollingCountBuckets: ${config.windowBuckets},`,
    `  resetTimeout: ${config.openWait},`,
    ...filter(params),
    '})',
    ...(params.fallback ? ['', 'breaker.fallback(() => standIn())'] : []),
  ])
}

const threshold = (share: number, operator: 'atLeast' | 'above'): number =>
  operator === 'above' ? share : Number((share - 0.001).toFixed(6))

function filter(params: BreakerParams): readonly string[] {
  const ignored = [
    params.countsConnectionErrors ? undefined : "error.code === 'ECONNREFUSED'",
    params.countsTimeouts ? undefined : "error.code === 'ETIMEDOUT'",
    params.countsServerErrors ? undefined : 'error.statusCode >= 500',
    params.countsClientErrors ? undefined : '(error.statusCode >= 400 && error.statusCode < 500)',
  ].filter((line) => line !== undefined)
  return ignored.length === 0 ? [] : [`  errorFilter: (error) => ${ignored.join(' || ')}, // counted as successes`]
}
