import type { Status } from '../../../engines/health/aggregate.ts'
import { type Check, stale } from '../../../engines/health/check.ts'
import type { ContainerState } from '../../../engines/health/container-machine.ts'
import { ask, type EndpointRules, type Service } from '../../../engines/health/endpoint.ts'
import type { Rotation } from '../../../engines/health/rotation.ts'
import { trail } from '../../../machine/trail.ts'
import type { Millis } from '../../../units.ts'
import { CHECKS, hostName, placeOf, serviceNames, serviceOf } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import { serviceView } from '../run/answering.ts'
import { type HealthWorld, HUNG, type Replica } from '../run/world.ts'

/** What a cell of the matrix shows. */
export type Look = 'pass' | 'fail' | 'timeout' | 'doubt' | 'unknown'

/** A check as the dashboard shows it. */
export interface Cell {
  readonly look: Look
  /** A run is in flight. */
  readonly running: boolean
  /** How old the cached result is; NaN before there is one. */
  readonly age: Millis
}

/** What somebody meets who calls an endpoint of a replica. */
export type Reach = 'answers' | 'refused' | 'silent'

/** Whether a replica gets traffic, and why it does or does not. */
export type Turn = 'in' | 'out' | 'ejected' | 'panic'

export interface ReplicaRow {
  readonly host: number
  readonly name: string
  readonly state: ContainerState
  readonly restarts: number
  readonly cells: readonly Cell[]
  /** Its own word; absent when it does not answer. */
  readonly status?: Status
  readonly reach: Reach
  readonly turn: Turn
  /** All that its endpoints need to answer. */
  readonly service: Service
}

export interface ServiceRows {
  readonly name: string
  /** By check: replicas where it passes. */
  readonly passing: readonly number[]
  /** The worst of its replicas; absent when none answers. */
  readonly status?: Status
  readonly available: number
  readonly panic: boolean
  readonly replicas: readonly ReplicaRow[]
}

/** The health of all services, and what their endpoints need to answer. */
export interface Dashboard {
  readonly now: Millis
  readonly critical: readonly boolean[]
  readonly rules: EndpointRules
  readonly services: readonly ServiceRows[]
}

/** The dashboard at a moment; it shares nothing with the world. */
export function readDashboard(world: HealthWorld, params: HealthParams, now: Millis): Dashboard {
  const rows = world.replicas.map((replica) => rowOf(world, params, replica, now))
  return {
    now,
    critical: [...world.rules.critical],
    rules: { ...world.rules.endpoints },
    services: serviceNames.map((name, service) => {
      const replicas = rows.filter(({ host }) => serviceOf(host) === service)
      const { available, panic } = world.rotations[service] as Rotation
      const status = worst(replicas)
      return {
        name,
        passing: Array.from(
          { length: CHECKS },
          (_, source) => replicas.filter(({ cells }) => cells[source]?.look === 'pass').length,
        ),
        ...(status === undefined ? {} : { status }),
        available,
        panic,
        replicas,
      }
    }),
  }
}

/** The order of badness. */
const statusRank: Readonly<Record<Status, number>> = { healthy: 0, degraded: 1, unhealthy: 2 }

function worst(replicas: readonly ReplicaRow[]): Status | undefined {
  let found: Status | undefined
  for (const { status } of replicas) {
    if (status !== undefined && (found === undefined || statusRank[status] > statusRank[found])) found = status
  }
  return found
}

function rowOf(world: HealthWorld, params: HealthParams, replica: Replica, now: Millis): ReplicaRow {
  const { container, host } = replica
  const service = copied(serviceView(replica, world.rules, now))
  const reach = reachOf(replica, params, now)
  return {
    host,
    name: hostName(host),
    state: container.state,
    restarts: container.restarts,
    cells: replica.checks.map((check, source) => cellOf(check, world, source, now)),
    ...(reach === 'answers' ? { status: ask('detailed', service, world.rules.endpoints, now).status } : {}),
    reach,
    turn: turnOf(world, params, host),
    service,
  }
}

/** A copy whose checks have an empty trail: nobody needs the way that they have come. */
const copied = (service: Service): Service => ({
  ...service,
  checks: service.checks.map((part) => ({
    ...part,
    config: { ...part.config },
    check: { ...part.check, trail: { ...trail(), numbers: new Float64Array(0) } },
  })),
})

function reachOf({ ailment, bootedAt, container }: Replica, { starting }: HealthParams, now: Millis): Reach {
  if (container.state === 'waiting') return 'refused'
  if (ailment === HUNG) return 'silent'
  return now < bootedAt && starting === 'silent' ? 'refused' : 'answers'
}

function turnOf({ outliers, rotations }: HealthWorld, params: HealthParams, host: number): Turn {
  const { panic, passing } = rotations[serviceOf(host)] as Rotation
  const place = placeOf(host)
  const ejected = params.outliers && outliers[serviceOf(host)]?.ejected[place] === 1
  if (passing[place] === 1 && !ejected) return 'in'
  if (panic) return 'panic'
  return ejected ? 'ejected' : 'out'
}

function cellOf(check: Check, { rules }: HealthWorld, source: number, now: Millis): Cell {
  const config = rules.checks[source]
  const known = check.verdict !== 'unknown' && !(config && stale(check, config, now))
  const look: Look = !known
    ? 'unknown'
    : check.verdict === 'fail'
      ? check.last === 'timeout'
        ? 'timeout'
        : 'fail'
      : check.last === 'pass'
        ? 'pass'
        : 'doubt'
  return { look, running: check.state === 'running.execute', age: now - check.finished }
}
