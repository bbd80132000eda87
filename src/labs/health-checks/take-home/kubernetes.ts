import { type ProbeConfig, type ProbeKind, probeKinds } from '../../../engines/health/container.ts'
import { endpointPath } from '../../../engines/health/endpoint.ts'
import type { Millis } from '../../../units.ts'
import { comments, type HealthSettings, slug, text } from './settings.ts'

const pathOf: Readonly<Record<ProbeKind, string>> = {
  startup: endpointPath.startup,
  liveness: endpointPath.live,
  readiness: endpointPath.ready,
}

const inSeconds = (time: Millis, least: number): number => Math.max(least, Math.ceil(time / 1000 - 1e-9))

/** A Deployment with the probes of its container. */
export function kubernetes(settings: HealthSettings): string {
  const { probes, grace } = settings
  const name = slug(settings.service)
  return text([
    ...comments('#', notesOf(settings)),
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  selector:',
    `    matchLabels: { app: ${name} }`,
    '  template:',
    '    metadata:',
    `      labels: { app: ${name} }`,
    '    spec:',
    grace === undefined ? undefined : `      terminationGracePeriodSeconds: ${inSeconds(grace, 0)}`,
    '      containers:',
    `        - name: ${name}`,
    `          image: ${name}`,
    ...probeKinds.flatMap((kind) => probeLines(kind, probes[kind])),
  ])
}

function probeLines(kind: ProbeKind, probe: ProbeConfig | undefined): readonly string[] {
  if (!probe) return []
  const { initialDelay, period, timeout, successThreshold, failureThreshold } = probe
  const fields = [
    `httpGet: { path: ${pathOf[kind]}, port: 8080 }`,
    `initialDelaySeconds: ${inSeconds(initialDelay, 0)}`,
    `periodSeconds: ${inSeconds(period, 1)}`,
    `timeoutSeconds: ${inSeconds(timeout, 1)}`,
    ...(kind === 'readiness' ? [`successThreshold: ${successThreshold}`] : []),
    `failureThreshold: ${failureThreshold}`,
  ]
  return [`          ${kind}Probe:`, ...fields.map((field) => `            ${field}`)]
}

function notesOf({ probes, rules }: HealthSettings): readonly (string | undefined)[] {
  const all = probeKinds.flatMap((kind) => probes[kind] ?? [])
  const broken = all.some(({ initialDelay, period, timeout }) =>
    [initialDelay, period, timeout].some((time) => time % 1000 !== 0),
  )
  const { startup, liveness } = probes
  return [
    all.length === 0
      ? 'No probes: the container counts as ready as soon as it runs, and only a crash restarts it.'
      : undefined,
    broken ? 'Kubernetes takes whole seconds, 1 or more but for the delay: times are rounded up.' : undefined,
    (liveness?.successThreshold ?? 1) > 1 || (startup?.successThreshold ?? 1) > 1
      ? 'The success threshold of liveness and start-up must be 1; it is left out.'
      : undefined,
    rules.live === 'own'
      ? undefined
      : `${endpointPath.live} asks dependencies: an outage of one restarts every replica.`,
  ]
}
