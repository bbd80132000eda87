import { duration, type Millis } from '../../units.ts'
import type { Status, UnknownRule } from './aggregate.ts'
import { age, type Check, type CheckConfig, stale, verdictAt } from './check.ts'
import type { EndpointAnswer, EndpointRules, Service, ServiceCheck } from './endpoint.ts'
import { virtualDate } from './virtual-date.ts'

/** Media type of the bodies. */
export const healthMediaType = 'application/health+json'

/** The words of the health+json draft: pass and warn go with 2xx, fail with 5xx. */
export type DraftStatus = 'pass' | 'warn' | 'fail'

export const draftStatus: Readonly<Record<Status, DraftStatus>> = {
  healthy: 'pass',
  degraded: 'warn',
  unhealthy: 'fail',
}

/** One measurement of one component, as draft-inadarei-api-health-check-06 has it. */
export interface HealthDetail {
  readonly componentType: string
  /** Time that the cached answer took; absent before a run has ended. */
  readonly observedValue?: number
  readonly observedUnit?: 'ms'
  readonly status: DraftStatus
  /** When the cached result was obtained; virtual time 0 is 2026-01-01T00:00:00.000Z. */
  readonly time?: string
  /** What is wrong; left out when nothing is. */
  readonly output?: string
}

/** The body of a health endpoint. Only the detailed one lists its checks. */
export interface HealthBody {
  readonly status: DraftStatus
  readonly serviceId: string
  readonly output?: string
  /** By `component:measurement`. */
  readonly checks?: Readonly<Record<string, readonly HealthDetail[]>>
}

/** The body of an answer, made at the same moment. */
export function bodyOf(answer: EndpointAnswer, service: Service, rules: EndpointRules, now: Millis): HealthBody {
  const output = outputOf(answer, rules, now)
  return {
    status: draftStatus[answer.status],
    serviceId: service.name,
    ...(output === undefined ? {} : { output }),
    ...(answer.endpoint === 'detailed' ? { checks: details(answer.read, rules.unknown, now) } : {}),
  }
}

/** The body as it goes over the wire, indented. */
export const bodyText = (body: HealthBody): string => JSON.stringify(body, null, 2)

const details = (read: readonly ServiceCheck[], rule: UnknownRule, now: Millis) =>
  Object.fromEntries(read.map((part) => [`${part.name}:responseTime`, [detail(part, rule, now)]]))

function detail({ componentType, check, config }: ServiceCheck, rule: UnknownRule, now: Millis): HealthDetail {
  const output = complaint(check, config, now)
  const measured =
    check.last === 'none'
      ? {}
      : {
          observedValue: Number(check.took.toFixed(1)),
          observedUnit: 'ms' as const,
          time: virtualDate(check.finished),
        }
  return {
    componentType,
    status: detailStatus(check, config, rule, now),
    ...measured,
    ...(output === undefined ? {} : { output }),
  }
}

const unknownStatus: Readonly<Record<UnknownRule, DraftStatus>> = { fails: 'fail', degrades: 'warn', passes: 'pass' }

/** A check whose last run went against its verdict warns: rise and fall still wait. */
function detailStatus(check: Check, config: CheckConfig, rule: UnknownRule, now: Millis): DraftStatus {
  const verdict = verdictAt(check, config, now)
  if (verdict === 'unknown') return unknownStatus[rule]
  if (verdict === 'fail') return 'fail'
  return check.last === 'pass' || check.last === 'none' ? 'pass' : 'warn'
}

/** What is wrong with a check in a few words; undefined when its last run passed and is believed. */
function complaint(check: Check, config: CheckConfig, now: Millis): string | undefined {
  if (check.last === 'none') return check.verdict === 'pass' ? undefined : 'has not run yet'
  if (stale(check, config, now)) return `last result is ${duration(age(check, now))} old`
  if (check.last === 'pass') return check.verdict === 'pass' ? undefined : progress(check, config.rise, 'passed')
  const said = check.last === 'timeout' ? `no answer within ${duration(config.timeout)}` : 'answered with an error'
  return check.verdict === 'fail' ? said : `${said}; ${progress(check, config.fall, 'failed')}`
}

const progress = (check: Check, needed: number, what: string): string => `${what} ${check.inRow} of ${needed} in a row`

/** Why an answer is not simply good: the reason, or the checks that fail. */
function outputOf(answer: EndpointAnswer, rules: EndpointRules, now: Millis): string | undefined {
  if (answer.because !== undefined) return answer.because
  if (answer.status === 'healthy' || answer.endpoint === 'basic') return undefined
  const rule = answer.endpoint === 'live' ? 'passes' : rules.unknown
  const names = answer.read
    .filter(({ check, config }) => {
      const verdict = verdictAt(check, config, now)
      return verdict === 'fail' || (verdict === 'unknown' && rule !== 'passes')
    })
    .map(({ name }) => name)
  return `not passing: ${names.join(', ')}`
}
