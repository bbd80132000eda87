import type { BreakerParams } from '../params.ts'
import { comments, overCalls, percent, type Source, sourceOf, span, text } from './translation.ts'

/** Spring Boot configuration of resilience4j 2. */
export function resilience4j(params: BreakerParams): string {
  const source = sourceOf(params)
  const { config } = source
  const rule = overCalls(config)
  const timed = rule.kind === 'time'
  const size = timed ? Math.ceil(config.windowTime / 1000) : rule.calls
  return text([
    '# application.yml, resilience4j 2 with Spring Boot',
    ...comments('#', [...rule.notes, ...notesOf(source)]),
    'resilience4j:',
    '  circuitbreaker:',
    '    instances:',
    '      backend:',
    `        slidingWindowType: ${timed ? 'TIME_BASED' : 'COUNT_BASED'}`,
    `        slidingWindowSize: ${size}${timed ? ' # seconds' : ''}`,
    `        minimumNumberOfCalls: ${rule.needed}`,
    `        failureRateThreshold: ${percent(rule.share)}`,
    ...slowCalls(source),
    ...waiting(source),
    `        permittedNumberOfCallsInHalfOpenState: ${permits(source)}`,
    `        maxWaitDurationInHalfOpenState: ${span(config.halfOpenLongest)}`,
    `        automaticTransitionFromOpenToHalfOpenEnabled: ${config.recovery === 'timer'}`,
    ...exceptions(params),
    '  timelimiter:',
    '    instances:',
    '      backend:',
    `        timeoutDuration: ${span(params.callTimeout)}`,
  ])
}

const permits = ({ config }: Source): number => {
  if (config.verdict === 'successes') return config.probesToClose
  return config.probes === 0 ? config.probesToClose : config.probes
}

function notesOf({ config, params }: Source): readonly string[] {
  const notes: string[] = []
  if (config.verdict === 'successes' && config.probesToClose > 1) {
    notes.push('Half-open is judged by the rates above once its calls have ended, not by the first failure.')
  }
  if (config.halfOpenThen === 'closed' && config.halfOpenLongest > 0) {
    notes.push('To close after the longest half-open is set in code, not here: this opens again.')
  }
  if (config.openWaitGrowth > 1 && config.openWaitJitter > 0) {
    notes.push('Jitter of a growing wait needs an interval function in code; here the wait grows without it.')
  }
  if (params.fallback)
    notes.push('The fallback is a method: @CircuitBreaker(name = "backend", fallbackMethod = "standIn").')
  return notes
}

const slowCalls = ({ config }: Source): readonly string[] =>
  config.slow
    ? [
        `        slowCallRateThreshold: ${percent(config.slowRateToOpen)}`,
        `        slowCallDurationThreshold: ${span(config.slowAfter)}`,
      ]
    : [
        '        slowCallRateThreshold: 100 # slow calls do not matter: the defaults',
        '        slowCallDurationThreshold: 60s',
      ]

function waiting({ config }: Source): readonly string[] {
  const lines = [`        waitDurationInOpenState: ${span(config.openWait)}`]
  if (config.openWaitGrowth > 1) {
    lines.push(
      '        enableExponentialBackoff: true',
      `        exponentialBackoffMultiplier: ${config.openWaitGrowth}`,
      `        exponentialMaxWaitDurationInOpenState: ${span(config.openWaitLongest)}`,
    )
  }
  if (config.openWaitJitter > 0 && config.openWaitGrowth === 1) {
    lines.push('        enableRandomizedWait: true', `        randomizedWaitFactor: ${config.openWaitJitter}`)
  }
  return lines
}

function exceptions(params: BreakerParams): readonly string[] {
  const kinds: readonly (readonly [boolean, string])[] = [
    [params.countsConnectionErrors, 'org.springframework.web.client.ResourceAccessException'],
    [params.countsTimeouts, 'java.util.concurrent.TimeoutException'],
    [params.countsServerErrors, 'org.springframework.web.client.HttpServerErrorException'],
    [params.countsClientErrors, 'org.springframework.web.client.HttpClientErrorException'],
  ]
  const list = (key: string, counted: boolean): readonly string[] => {
    const names = kinds.filter(([counts]) => counts === counted).map(([, name]) => `          - ${name}`)
    return names.length > 0 ? [`        ${key}:`, ...names] : []
  }
  return [...list('recordExceptions', true), ...list('ignoreExceptions', false)]
}
