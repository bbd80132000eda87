import { endpointPath, type Reads } from '../../../engines/health/endpoint.ts'
import { comments, type ExportedCheck, type HealthSettings, list, slug, span, text } from './settings.ts'

/** Spring Boot Actuator: health groups, their contributors, and how statuses become HTTP. */
export function spring(settings: HealthSettings): string {
  const { checks, rules } = settings
  const ttl = shortestInterval(checks)
  return text([
    '# application.yml, Spring Boot 3 with Actuator',
    ...comments('#', notesOf(settings)),
    'management:',
    '  endpoint:',
    '    health:',
    '      show-components: always',
    '      show-details: always',
    ...(ttl === undefined ? [] : ['      cache:', `        time-to-live: ${span(ttl)}`]),
    '      probes:',
    '        enabled: true',
    '      status:',
    '        order: down, out-of-service, degraded, up, unknown',
    '        http-mapping:',
    '          down: 503',
    '          out-of-service: 503',
    '          degraded: 200',
    '      group:',
    '        liveness:',
    `          include: ${list(['livenessState', ...contributors(checks, rules.live)])}`,
    '        readiness:',
    `          include: ${list(['readinessState', ...contributors(checks, rules.ready)])}`,
  ])
}

const shortestInterval = (checks: readonly ExportedCheck[]): number | undefined =>
  checks.length === 0 ? undefined : Math.min(...checks.map(({ interval }) => interval))

const contributors = (checks: readonly ExportedCheck[], reads: Reads): readonly string[] =>
  checks
    .filter(({ critical, remote }) => reads === 'all' || !remote || (reads === 'critical' && critical))
    .map(({ name }) => slug(name))

function notesOf({ checks, rules }: HealthSettings): readonly (string | undefined)[] {
  const others = checks.filter(({ critical }) => !critical).map(({ name }) => slug(name))
  return [
    'The names in the groups are those of your HealthIndicator beans.',
    others.length > 0
      ? `To degrade instead of failing, the indicators of ${list(others)} return the status DEGRADED, ` +
        'which is not built in.'
      : undefined,
    'Checks run when somebody asks, one after the other, and the answer is cached as a whole.',
    checks.length > 0
      ? 'Time-outs are set in the clients of each dependency: ' +
        `${list(checks.map(({ name, timeout }) => `${slug(name)} ${span(timeout)}`))}.`
      : undefined,
    checks.some(({ rise, fall }) => rise > 1 || fall > 1)
      ? 'Every result counts at once: results in a row have no counterpart here.'
      : undefined,
    rules.unknown === 'passes' ? undefined : 'UNKNOWN is answered with 200 here, whatever it means in the lab.',
    `Paths: /actuator/health, and /liveness and /readiness below it, for ${endpointPath.live} and ` +
      `${endpointPath.ready}.`,
  ]
}
