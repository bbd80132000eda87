import { endpointPath, type Reads } from '../../../engines/health/endpoint.ts'
import type { Millis } from '../../../units.ts'
import { comments, type ExportedCheck, type HealthSettings, plain, text } from './settings.ts'

const timeSpan = (time: Millis): string => `TimeSpan.FromMilliseconds(${plain(time)})`

/** Health checks of ASP.NET Core: registrations with their failure status and time-out, and the endpoints. */
export function aspNet(settings: HealthSettings): string {
  const { checks, rules } = settings
  return text([
    ...comments('//', notesOf(settings)),
    'using Microsoft.AspNetCore.Diagnostics.HealthChecks;',
    'using Microsoft.Extensions.Diagnostics.HealthChecks;',
    '',
    'var builder = WebApplication.CreateBuilder(args);',
    ...registrations(checks, settings),
    '',
    'var app = builder.Build();',
    `app.MapHealthChecks("${endpointPath.basic}");`,
    ...probe(endpointPath.ready, 'ready', rules.ready),
    ...probe(endpointPath.live, 'live', rules.live),
    'app.Run();',
  ])
}

function registrations(checks: readonly ExportedCheck[], { rules }: HealthSettings): readonly string[] {
  if (checks.length === 0) return ['builder.Services.AddHealthChecks();']
  const lines = checks.flatMap((check) => {
    const tags = [reads(check, rules.ready) ? '"ready"' : '', reads(check, rules.live) ? '"live"' : ''].filter(Boolean)
    return [
      `    .AddCheck<${className(check.name)}>(`,
      `        name: ${JSON.stringify(check.name)},`,
      `        failureStatus: HealthStatus.${check.critical ? 'Unhealthy' : 'Degraded'},`,
      `        tags: new string[] { ${tags.join(', ')}${tags.length > 0 ? ' ' : ''}},`,
      `        timeout: ${timeSpan(check.timeout)})`,
    ]
  })
  return ['builder.Services.AddHealthChecks()', ...lines.slice(0, -1), `${lines.at(-1)};`]
}

const reads = ({ critical, remote }: ExportedCheck, what: Reads): boolean =>
  what === 'all' || !remote || (what === 'critical' && critical)

/** `ApiCheck` for "api", `HealthOf2Check` for "2": a name that a class may have. */
function className(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean)
  const joined = words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('')
  return `${/^[A-Za-z]/.test(joined) ? joined : `HealthOf${joined}`}Check`
}

const probe = (path: string, tag: string, what: Reads): readonly string[] =>
  what === 'all'
    ? [`app.MapHealthChecks("${path}");`]
    : [
        `app.MapHealthChecks("${path}", new HealthCheckOptions`,
        '{',
        `    Predicate = check => check.Tags.Contains("${tag}"),`,
        '});',
      ]

function notesOf({ checks }: HealthSettings): readonly (string | undefined)[] {
  return [
    'Each class implements IHealthCheck and returns context.Registration.FailureStatus when its dependency fails.',
    'Healthy and Degraded are answered with 200, Unhealthy with 503: the defaults.',
    'Checks run in parallel whenever somebody asks; results are not cached.',
    checks.some(({ rise, fall }) => rise > 1 || fall > 1)
      ? 'Every result counts at once: results in a row have no counterpart here.'
      : undefined,
    `${endpointPath.detailed} needs a ResponseWriter of your own.`,
  ]
}
