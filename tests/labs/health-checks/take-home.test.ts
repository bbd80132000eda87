import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HealthSettings } from '../../../src/labs/health-checks/take-home/settings.ts'
import { healthTakeHome } from '../../../src/labs/health-checks/take-home.ts'
import { anySettings, ordinary } from './settings.ts'

const exported = (key: string, set: Partial<HealthSettings> = {}): string => {
  const target = healthTakeHome.find((candidate) => candidate.key === key)
  if (!target) throw new Error(`no export to ${key}`)
  return target.text({ ...ordinary, ...set })
}

const notesOf = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /^(#|\/\/) /.test(line))
    .join(' ')

/** Lines of each language: comment, blank, or what a setting looks like. */
const shapes: Readonly<Record<string, RegExp>> = {
  yaml: /^(# .*| *(- )?[A-Za-z_\d-]+:( (\S.*)?)?|)$/,
  csharp: /^(\/\/ .*|using [\w.]+;|var \w+ = .+;|[\w.]+\(.*|[{}]\);|[{}]|\}\);| {4,}\S.*|)$/,
}

describe.each(healthTakeHome)('$label', (target) => {
  test('is well formed for any settings, without a number gone wrong', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const text = target.text(settings)
        expect(text).not.toMatch(/NaN|Infinity|undefined|null|\de-\d|\.\d{6,}/)
        expect(text.split('\n').filter((line) => !shapes[target.language]?.test(line))).toEqual([])
        expect(text.endsWith('\n')).toBe(true)
      }),
      { numRuns: 150, seed: 11 },
    )
  })
})

describe('Kubernetes', () => {
  test('gets the probes in seconds', () => {
    expect(exported('kubernetes')).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  selector:
    matchLabels: { app: orders }
  template:
    metadata:
      labels: { app: orders }
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: orders
          image: orders
          livenessProbe:
            httpGet: { path: /health/live, port: 8080 }
            initialDelaySeconds: 0
            periodSeconds: 10
            timeoutSeconds: 1
            failureThreshold: 3
          readinessProbe:
            httpGet: { path: /health/ready, port: 8080 }
            initialDelaySeconds: 0
            periodSeconds: 5
            timeoutSeconds: 1
            successThreshold: 2
            failureThreshold: 3
`)
  })

  test('is told of what it cannot have: parts of seconds, a success threshold of liveness', () => {
    const odd = { initialDelay: 0, period: 2500, timeout: 250, successThreshold: 2, failureThreshold: 1 }
    const text = exported('kubernetes', { probes: { liveness: odd } })
    expect(text).toContain('periodSeconds: 3\n')
    expect(text).toContain('timeoutSeconds: 1\n')
    expect(text).not.toContain('successThreshold')
    expect(notesOf(text)).toMatch(/whole seconds.*must be 1/)
    expect(notesOf(exported('kubernetes'))).toBe('')
  })

  test('warns where liveness asks dependencies', () => {
    const rules = { ...ordinary.rules, live: 'all' as const }
    expect(notesOf(exported('kubernetes', { rules }))).toContain('restarts every replica')
  })
})

describe('Spring Boot', () => {
  test('gets the critical checks in readiness and none in liveness', () => {
    const text = exported('spring')
    expect(text).toContain('        liveness:\n          include: livenessState\n')
    expect(text).toContain('        readiness:\n          include: readinessState, db, api\n')
    expect(text).toContain('indicators of cache, queue return the status DEGRADED')
  })

  test('gets what liveness is told to read', () => {
    const rules = { ...ordinary.rules, live: 'all' as const }
    expect(exported('spring', { rules })).toContain('include: livenessState, db, api, cache, queue\n')
  })
})

describe('ASP.NET Core', () => {
  test('gets each check with failure status and time-out', () => {
    const text = exported('aspNet')
    expect(text).toContain(`    .AddCheck<DBCheck>(
        name: "DB",
        failureStatus: HealthStatus.Unhealthy,
        tags: new string[] { "ready" },
        timeout: TimeSpan.FromMilliseconds(5000))
`)
    expect(text).toContain(`    .AddCheck<QueueCheck>(
        name: "Queue",
        failureStatus: HealthStatus.Degraded,
        tags: new string[] { },
        timeout: TimeSpan.FromMilliseconds(5000));
`)
    expect(text).toContain('Predicate = check => check.Tags.Contains("live"),')
  })
})

describe('Envoy', () => {
  test('gets the shortest interval, and jitter on top of it', () => {
    const text = exported('envoy')
    expect(text).toContain('    interval: 9s\n    interval_jitter_percent: 22\n')
    expect(text).toContain('    healthy_threshold: 2\n    unhealthy_threshold: 3\n')
    expect(text).toContain('  healthy_panic_threshold:\n    value: 50\n')
    expect(text).toContain('  max_ejection_percent: 10\n  always_eject_one_host: true\n')
  })

  test('gets no ejection where there is none', () => {
    const { outliers: _, ...balancer } = ordinary.balancer
    const text = exported('envoy', { balancer })
    expect(text).not.toContain('outlier_detection:\n')
    expect(notesOf(text)).toContain('Nobody is ejected')
  })
})
