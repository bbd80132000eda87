import type { Check, CheckConfig } from '../../../engines/health/check.ts'
import type { Container, ProbeKind } from '../../../engines/health/container.ts'
import type { Outliers } from '../../../engines/health/outlier.ts'
import type { Rotation } from '../../../engines/health/rotation.ts'
import type { Moment } from '../../../sim/model.ts'
import type { Millis } from '../../../units.ts'
import type { Latencies } from '../../../world/latencies.ts'
import { BALANCER, CHECKS, LIVENESS, SOURCES, STARTUP } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import type { Rules } from '../rules.ts'
import type { HealthEvent, Stream } from './event.ts'
import type { Results } from './results.ts'
import type { Strips } from './strips.ts'

/** A moment of this lab. */
export type HealthMoment = Moment<HealthParams, HealthEvent, Stream>

/** Time before which something has not happened. */
export const NEVER: Millis = -1

/** What is wrong with a process; a restart cures it. */
export const WELL = 0
/** It answers nobody. */
export const HUNG = 1
/** It has run out of memory: its own check fails, and so do its requests. */
export const LEAKING = 2
/** Its checks pass, and its requests fail. */
export const GRAY = 3

/** One process behind the load balancer, its container, and those who check it. */
export interface Replica {
  readonly host: number
  readonly container: Container
  /** Its own check, then one for each dependency. */
  readonly checks: readonly Check[]
  /** The check of the load balancer. */
  readonly balancer: Check
  /** From when on the process can serve. */
  bootedAt: Millis
  /** WELL, HUNG, LEAKING or GRAY, since when, and by which event. */
  ailment: number
  ailingAt: Millis
  ailedBy: number
  /** It gets traffic although something is wrong with it, or its process has ended, since `ailingAt`. */
  undetected: boolean
  /** Requests that it has. */
  inFlight: number
}

/** Counts that only grow. */
export interface Totals {
  requests: number
  served: number
  /** Failed for want of a dependency, for want of a replica in rotation, and at the replica that had it. */
  dependency: number
  refused: number
  replica: number
  /** Failed although all that the request needed was there. */
  needless: number
  answers: number
  /** Probes and answers lost. */
  lost: number
  restarts: number
  /** Processes that probes had killed, and those of them that had nothing. */
  kills: number
  falseRestarts: number
  /** Times a replica left the rotation, and those when nothing was the matter with it. */
  removals: number
  falseRemovals: number
  panics: number
  checkRuns: number
}

/** Our own account, against which the engines are held. */
export interface Account {
  /** Answers that the truth table, counted again, does not give. */
  mistaken: number
  /** Answers of liveness that more than the process decided although it alone was to be read. */
  swayed: number
  /** Answers of liveness that were looked at so. */
  alone: number
  /** By source: our count of runs in flight; and the most that it ever was. */
  readonly out: Int32Array
  mostOut: number
  /** Runs that were in flight for longer than their time-out. */
  overdue: number
  /** Requests sent to a replica out of rotation without panic. */
  strays: number
  /** Requests under way. */
  underWay: number
}

/** Events and times that later ones refer to. */
export interface Marks {
  /** By dependency: the event that made it slow or took it down. */
  readonly dependency: Float64Array
  /** By host · sources + source: the event that last ended a run. */
  readonly told: Float64Array
  /** By service and dependency: the event that cut it off. */
  readonly cut: Float64Array
  /** When the time-outs were last changed: runs begun before have more or less time than they were told. */
  timeoutsAt: Millis
  probeLoss: number
}

/** All that there is in a run. */
export interface HealthWorld {
  rules: Rules
  readonly replicas: readonly Replica[]
  /** By service. */
  readonly rotations: readonly Rotation[]
  readonly outliers: readonly Outliers[]
  /** By host · sources + source: when its timer is to tick next; a tick at any other time is stale. */
  readonly planned: Float64Array
  /** By service · 4 + dependency: 1 when cut off. */
  readonly cuts: Uint8Array
  /** By dependency: when it has done what it was asked so far. */
  readonly freeAt: Float64Array
  /** By check: how long the latest runs took. */
  readonly took: readonly Latencies[]
  readonly detections: Latencies
  longestDetection: Millis
  readonly results: Results
  readonly strips: Strips
  readonly totals: Totals
  readonly account: Account
  readonly marks: Marks
  /** Numbers given to answers so far, and to requests. */
  subjects: number
  requests: number
  loadEra: number
  sweepEra: number
  watchEra: number
}

/** Place of a source in the columns of all hosts. */
export const place = (host: number, source: number): number => host * SOURCES + source

const kinds: readonly ProbeKind[] = ['startup', 'liveness', 'readiness']

/** The probe of the orchestrator that a source is. */
export const kindOf = (source: number): ProbeKind => kinds[source - STARTUP] as ProbeKind

/** The check behind a source. */
export function checkOf(replica: Replica, source: number): Check {
  if (source < CHECKS) return replica.checks[source] as Check
  return source === BALANCER ? replica.balancer : replica.container.workers[kindOf(source)].check
}

/** The rules of a source; undefined for a probe that there is not. */
export function configOf(rules: Rules, source: number): CheckConfig | undefined {
  if (source < CHECKS) return rules.checks[source]
  return source === BALANCER ? rules.balancer : rules.container.probes[kindOf(source)]
}

/** Whether a process runs and has finished starting. */
export const booted = ({ container, bootedAt }: Replica, now: Millis): boolean =>
  container.state !== 'waiting' && now >= bootedAt

/** Sources of probes, in the order in which they tick at the same time. */
export const probeSources: readonly number[] = [STARTUP, LIVENESS, LIVENESS + 1, BALANCER]
