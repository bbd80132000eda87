import type { ProbeConfig, ProbeKind } from '../../engines/health/container.ts'
import type { Import, Imported } from '../../lab/lesson.ts'
import { legalValue } from '../../lab/param.ts'
import type { ImportedProbes } from './import/probes.ts'
import { probesExample, readProbes } from './import/read.ts'
import { type HealthParams, params } from './params.ts'

type Set = Partial<HealthParams>
type NumberName = { [K in keyof HealthParams]: HealthParams[K] extends number ? K : never }[keyof HealthParams]

/** The parameters that hold a probe's numbers. */
const names: Readonly<Record<ProbeKind, Partial<Readonly<Record<keyof ProbeConfig, NumberName>>>>> = {
  startup: {
    initialDelay: 'startupDelay',
    period: 'startupPeriod',
    timeout: 'startupTimeout',
    failureThreshold: 'startupFall',
  },
  liveness: { initialDelay: 'liveDelay', period: 'livePeriod', timeout: 'liveTimeout', failureThreshold: 'liveFall' },
  readiness: {
    initialDelay: 'readyDelay',
    period: 'readyPeriod',
    timeout: 'readyTimeout',
    successThreshold: 'readyRise',
    failureThreshold: 'readyFall',
  },
}

const probeNames: Readonly<Record<ProbeKind, string>> = {
  startup: 'startupProbe',
  liveness: 'livenessProbe',
  readiness: 'readinessProbe',
}

/** The number as the parameter may have it; what had to be moved into its range is told. */
function fitted(name: NumberName, value: number, where: string, notices: string[]): number {
  const legal = Number(legalValue(params[name], value))
  if (legal !== value) notices.push(`${where}: ${params[name].label.toLowerCase()} is brought into the lab’s range.`)
  return legal
}

function probeSet(kind: ProbeKind, probe: ProbeConfig, notices: string[]): Set {
  const entries = Object.entries(names[kind]).map(([field, name]) => [
    name,
    fitted(name, probe[field as keyof ProbeConfig], probeNames[kind], notices),
  ])
  return Object.fromEntries(entries) as Set
}

/** The settings of a container's probes; the rotation follows readiness, as it does there. */
function imported({ grace, notices: told, probes }: ImportedProbes): Imported<typeof params> {
  const notices = [...told]
  const { liveness, readiness, startup } = probes
  if (!liveness) notices.push('There is no livenessProbe: it is switched off here.')
  if (!readiness) notices.push('There is no readinessProbe: the lab always has one, and its settings stay as they are.')
  if (liveness) notices.push('Which checks liveness reads is not written there; here it reads the process alone.')
  const set: Set = {
    rotationBy: 'readiness',
    startupProbe: startup !== undefined,
    liveReads: liveness ? 'own' : 'none',
    ...(startup ? probeSet('startup', startup, notices) : {}),
    ...(liveness ? probeSet('liveness', liveness, notices) : {}),
    ...(readiness ? probeSet('readiness', readiness, notices) : {}),
    ...(grace === undefined ? {} : { grace: fitted('grace', grace, 'terminationGracePeriodSeconds', notices) }),
  }
  return { set, notices }
}

/** What people have already: the probes of a container. */
export const imports: readonly Import<typeof params>[] = [
  {
    key: 'probes',
    label: 'Import Kubernetes probes',
    help: 'Reads the startupProbe, livenessProbe and readinessProbe of a workload, pod or container in YAML.',
    group: 'mechanism',
    accept: '.yaml,.yml',
    example: probesExample,
    read: async (text) => {
      const read = await readProbes(text)
      return 'failed' in read ? read : imported(read)
    },
  },
]
