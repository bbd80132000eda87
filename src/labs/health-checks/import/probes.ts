import { type ProbeConfig, type ProbeKind, probeDefaults, probeKinds } from '../../../engines/health/container.ts'
import type { Millis } from '../../../units.ts'
import { containersIn, type Fields, type Found, isFields, probeFields } from './containers.ts'

/** Probes of Kubernetes in the engine's terms, and a sentence for each thing that does not map. */
export interface ImportedProbes {
  /** The probes that the container has. */
  readonly probes: Readonly<Partial<Record<ProbeKind, ProbeConfig>>>
  /** terminationGracePeriodSeconds of the pod, where it is given. */
  readonly grace?: Millis
  readonly notices: readonly string[]
}

/** What a text gave: probes, or the one reason why there are none. */
export type ProbesRead = ImportedProbes | { readonly failed: string }

/** A field of a probe: the least that Kubernetes allows, and what it is when it is left out. */
interface Field {
  readonly name: string
  readonly least: number
  readonly standard: number
}

const SECOND = 1000
/** The largest number that fits the field: 2³¹ − 1. */
const MOST = 2_147_483_647

const fields = {
  initialDelay: { name: 'initialDelaySeconds', least: 0, standard: probeDefaults.initialDelay / SECOND },
  period: { name: 'periodSeconds', least: 1, standard: probeDefaults.period / SECOND },
  timeout: { name: 'timeoutSeconds', least: 1, standard: probeDefaults.timeout / SECOND },
  successThreshold: { name: 'successThreshold', least: 1, standard: probeDefaults.successThreshold },
  failureThreshold: { name: 'failureThreshold', least: 1, standard: probeDefaults.failureThreshold },
} satisfies Readonly<Record<keyof ProbeConfig, Field>>

const handlers: readonly string[] = ['httpGet', 'exec', 'tcpSocket', 'grpc']
const known: ReadonlySet<string> = new Set([...Object.values(fields).map(({ name }) => name), ...handlers])

/**
 * Reads the probes out of what a YAML text holds: any workload, a pod, a container, or bare probes. Of several
 * containers with probes the first is read. Numbers out of range are brought into it, and what is no whole number is
 * left at its default; each is told.
 */
export function probesIn(value: unknown): ProbesRead {
  const containers = containersIn(value)
  const [first] = containers
  if (first === undefined) return { failed: 'There is no livenessProbe, readinessProbe or startupProbe in it.' }
  const notices: string[] = []
  const probes: Partial<Record<ProbeKind, ProbeConfig>> = {}
  for (const kind of probeKinds) {
    const probe = probeIn(kind, first.container[probeFields[kind]], notices)
    if (probe) probes[kind] = probe
  }
  if (Object.keys(probes).length === 0) return { failed: 'The probes in it have no fields to read.' }
  notices.push(...noticesOn(containers))
  const grace = graceIn(first, notices)
  return { probes, ...(grace === undefined ? {} : { grace }), notices }
}

function probeIn(kind: ProbeKind, value: unknown, notices: string[]): ProbeConfig | undefined {
  const key = probeFields[kind]
  if (value === undefined) return undefined
  if (!isFields(value)) {
    notices.push(`${key} has no fields and is left out.`)
    return undefined
  }
  const left = Object.keys(value).filter((name) => !known.has(name))
  if (left.length > 0) notices.push(`Left out of ${key}: ${shown(left)}.`)
  const read = (field: Field) => numberIn(value, key, field, notices)
  const successThreshold = read(fields.successThreshold)
  const alone = kind !== 'readiness' && successThreshold > 1
  if (alone) notices.push(`${key}.successThreshold must be 1 in Kubernetes; 1 is used.`)
  return {
    initialDelay: SECOND * read(fields.initialDelay),
    period: SECOND * read(fields.period),
    timeout: SECOND * read(fields.timeout),
    successThreshold: alone ? 1 : successThreshold,
    failureThreshold: read(fields.failureThreshold),
  }
}

function numberIn(probe: Fields, key: string, { name, least, standard }: Field, notices: string[]): number {
  const value = Object.hasOwn(probe, name) ? probe[name] : undefined
  if (value === undefined || value === null) return standard
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    notices.push(`${key}.${name} is no whole number; its default ${standard} is used.`)
    return standard
  }
  if (value >= least && value <= MOST) return value
  const legal = value < least ? least : MOST
  notices.push(
    `${key}.${name} is ${value}, and must be ${value < least ? 'at least' : 'at most'} ${legal}; that is used.`,
  )
  return legal
}

function graceIn({ pod }: Found, notices: string[]): Millis | undefined {
  const name = 'terminationGracePeriodSeconds'
  if (pod === undefined || !Object.hasOwn(pod, name)) return undefined
  const value = pod[name]
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST) return SECOND * value
  notices.push(`${name} is no whole number of 0 or more and is left out.`)
  return undefined
}

/** What does not map, besides single numbers. */
function noticesOn([first, ...others]: readonly Found[]): readonly string[] {
  if (first === undefined) return []
  const { container, pod } = first
  const notices: string[] = []
  if (others.length > 0) {
    const names = shown(others.map((other) => nameOf(other.container)))
    notices.push(`Read: ${nameOf(container)}. Other containers with probes are left out: ${names}.`)
  }
  const asked = handlers.filter((handler) =>
    probeKinds.some((kind) => {
      const probe = container[probeFields[kind]]
      return isFields(probe) && Object.hasOwn(probe, handler)
    }),
  )
  if (asked.length > 0)
    notices.push(`How the probes ask is left out (${asked.join(', ')}): they ask the lab's endpoints.`)
  const { lifecycle } = container
  if (isFields(lifecycle)) notices.push(`Left out of lifecycle: ${shown(Object.keys(lifecycle))}.`)
  if (pod?.['restartPolicy'] !== undefined && pod['restartPolicy'] !== 'Always') {
    notices.push('restartPolicy is left out: the lab always restarts.')
  }
  return notices
}

const LONGEST_NAME = 40
const MOST_NAMES = 6

const nameOf = ({ name }: Fields): string =>
  typeof name === 'string' && name !== '' ? name : 'a container without name'

/** Names in a sentence: so many at most, each of bounded length. */
function shown(names: readonly string[]): string {
  const short = names.slice(0, MOST_NAMES).map((name) => {
    const line = name.replace(/\s+/g, ' ')
    return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line
  })
  return names.length > MOST_NAMES ? `${short.join(', ')} and ${names.length - MOST_NAMES} more` : short.join(', ')
}
