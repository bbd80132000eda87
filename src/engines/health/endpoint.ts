import type { Millis } from '../../units.ts'
import { type Aggregate, aggregate, httpStatus, type Judged, type Status, type UnknownRule } from './aggregate.ts'
import { type Check, type CheckConfig, verdictAt } from './check.ts'

/** The endpoints of the exercise, and the one that Kubernetes asks while a process starts. */
export type Endpoint = 'basic' | 'detailed' | 'ready' | 'live' | 'startup'

export const endpointPath: Readonly<Record<Endpoint, string>> = {
  basic: '/health',
  detailed: '/health/detailed',
  ready: '/health/ready',
  live: '/health/live',
  startup: '/health/startup',
}

/** One check of a service, with what makes it more than a check: its name and its weight. */
export interface ServiceCheck {
  readonly name: string
  /** A failure makes the service unhealthy; that of any other check only degrades it. */
  readonly critical: boolean
  /** It asks something outside the process: a dependency. A check of the process itself is not remote. */
  readonly remote: boolean
  /** As in the health+json draft. */
  readonly componentType: 'component' | 'datastore' | 'system'
  readonly check: Check
  readonly config: CheckConfig
}

/** A service as its endpoints see it. */
export interface Service {
  readonly name: string
  readonly checks: readonly ServiceCheck[]
  /** It has finished starting. */
  readonly started: boolean
  /** It is being stopped: it finishes what it has and wants nothing new. */
  readonly draining: boolean
}

/** Which checks an endpoint reads: those of the process itself, these and the critical ones, or all. */
export type Reads = 'own' | 'critical' | 'all'

export interface EndpointRules {
  /** Anything but `own` lets an outage of a dependency restart the service. */
  readonly live: Reads
  /** Anything but `own` lets an outage of a shared dependency empty the rotation. */
  readonly ready: Reads
  /** What an unknown verdict means to all endpoints but liveness, for which it passes: nobody is killed for it. */
  readonly unknown: UnknownRule
}

/** Liveness reads the process alone, readiness the critical checks, and what is not known to pass fails. */
export const endpointDefaults: EndpointRules = { live: 'own', ready: 'critical', unknown: 'fails' }

/** What an endpoint says at a moment. */
export interface EndpointAnswer {
  readonly endpoint: Endpoint
  readonly status: Status
  /** HTTP status. */
  readonly http: number
  /** The checks that it read. */
  readonly read: readonly ServiceCheck[]
  readonly counts: Aggregate
  /** Why it is unhealthy whatever the checks say: the service is starting, or draining. */
  readonly because?: 'starting' | 'draining'
}

const wanted = (reads: Reads, { critical, remote }: ServiceCheck): boolean =>
  reads === 'all' || !remote || (reads === 'critical' && critical)

/** The checks that decide what an endpoint says. Start-up reads none: it asks whether the process has started. */
export function checksRead(endpoint: Endpoint, service: Service, rules: EndpointRules): readonly ServiceCheck[] {
  if (endpoint === 'startup') return []
  if (endpoint === 'basic' || endpoint === 'detailed') return service.checks
  return service.checks.filter((check) => wanted(rules[endpoint], check))
}

/**
 * What an endpoint says now. Checks that are not critical may degrade readiness but never fail it. A service that
 * starts or drains is not ready, and one that starts has not started up; liveness asks neither.
 */
export function ask(endpoint: Endpoint, service: Service, rules: EndpointRules, now: Millis): EndpointAnswer {
  const read = checksRead(endpoint, service, rules)
  const judged: readonly Judged[] = read.map(({ check, config, critical }) => ({
    critical,
    verdict: verdictAt(check, config, now),
  }))
  const counts = aggregate(judged, endpoint === 'live' ? 'passes' : rules.unknown)
  const because = reasonOf(endpoint, service)
  const status = because === undefined ? counts.status : 'unhealthy'
  const answer = { endpoint, status, http: httpStatus[status], read, counts }
  return because === undefined ? answer : { ...answer, because }
}

function reasonOf(endpoint: Endpoint, { started, draining }: Service): 'starting' | 'draining' | undefined {
  if ((endpoint === 'ready' || endpoint === 'startup') && !started) return 'starting'
  return endpoint === 'ready' && draining ? 'draining' : undefined
}
