import { type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type BackOff, type BackOffConfig, createBackOff, waitAfter } from './back-off.ts'
import { type Check, type CheckConfig, createCheck, type Verdict } from './check.ts'
import { type ContainerEdge, type ContainerState, containerMachine } from './container-machine.ts'

export type ProbeKind = 'startup' | 'liveness' | 'readiness'

export const probeKinds: readonly ProbeKind[] = ['startup', 'liveness', 'readiness']

/** A Kubernetes probe; times in milliseconds. */
export interface ProbeConfig {
  /** initialDelaySeconds: no probe while the container has run for less than this (<). */
  readonly initialDelay: Millis
  /** periodSeconds. */
  readonly period: Millis
  /** timeoutSeconds: no answer until then is a failure (≥). */
  readonly timeout: Millis
  /** successThreshold: must be 1 for liveness and start-up. */
  readonly successThreshold: number
  readonly failureThreshold: number
}

/** The defaults of Kubernetes. */
export const probeDefaults: ProbeConfig = {
  initialDelay: 0,
  period: 10_000,
  timeout: 1000,
  successThreshold: 1,
  failureThreshold: 3,
}

/** The result before the first probe: alive, not ready, and of start-up nothing is known. */
const initialResult: Readonly<Record<ProbeKind, Verdict>> = {
  startup: 'unknown',
  liveness: 'pass',
  readiness: 'fail',
}

/** A probe as the check that the kubelet makes of it. */
export interface ProbeRule extends CheckConfig {
  readonly initialDelay: Millis
}

/**
 * Ticks are fixed in time; a probe that takes longer than the period is followed at once by the next, as a Go ticker
 * keeps one tick for a slow reader.
 */
export const probeRule = (kind: ProbeKind, probe: ProbeConfig): ProbeRule => ({
  interval: probe.period,
  jitter: 0,
  timeout: probe.timeout,
  rise: probe.successThreshold,
  fall: probe.failureThreshold,
  initial: initialResult[kind],
  firstCounts: false,
  spacing: 'beginToBegin',
  overlap: 'owe',
  staleAfter: 0,
  initialDelay: probe.initialDelay,
})

/** The probes of a container, those that it has, and how it is restarted. */
export interface ContainerConfig {
  readonly probes: Readonly<Partial<Record<ProbeKind, ProbeRule>>>
  readonly backOff: BackOffConfig
}

/** One probe of a container. */
export interface Worker {
  readonly check: Check
  /** It failed and had the container killed: no probe is sent until there is a new one. */
  onHold: boolean
}

/** A container with the workers that probe it, as plain data. */
export interface Container {
  /** Its number, the first of every edge's numbers. */
  readonly id: number
  state: ContainerState
  /** The edges that the last verb took; those of a probe's check are in its own trail. */
  readonly trail: Trail<ContainerEdge>
  /** Counts processes: what tells an answer from the process before. 0 before the first. */
  era: number
  readonly workers: Readonly<Record<ProbeKind, Worker>>
  readonly backOff: BackOff
  /** In rotation. True while stopping too, until readiness fails or the process ends. */
  ready: boolean
  /** The start-up probe succeeded, or there is none. */
  started: boolean
  /** When the process began. */
  begun: Millis
  /** When the last process ended. */
  exited: Millis
  restarts: number
}

/**
 * A container that is yet to be started. The tickers of its workers first tick now; `phases` delays those of some, as
 * a random share of the period does after a restart of the kubelet.
 */
export function createContainer(
  id: number,
  config: ContainerConfig,
  now: Millis,
  phases: Partial<Record<ProbeKind, Millis>> = {},
): Container {
  const worker = (kind: ProbeKind, number: number): Worker => ({
    check: createCheck(3 * id + number, config.probes[kind] ?? probeRule(kind, probeDefaults), now, phases[kind]),
    onHold: false,
  })
  return {
    id,
    state: containerMachine.initial,
    trail: trail(),
    era: 0,
    workers: { startup: worker('startup', 0), liveness: worker('liveness', 1), readiness: worker('readiness', 2) },
    backOff: createBackOff(now),
    ready: false,
    started: false,
    begun: now,
    exited: now,
    restarts: 0,
  }
}

/** Whether a process runs. */
export const running = ({ state }: Container): boolean => state !== 'waiting'

/** When a waiting container may be started (≥); Infinity while a process runs. */
export function startDue(container: Container, config: ContainerConfig): Millis {
  if (running(container)) return Infinity
  if (container.era === 0) return container.exited
  return container.exited + waitAfter(container.backOff, config.backOff, container.exited)
}

/** Why a probe is not sent at a tick. */
export type Gate = 'open' | 'noProbe' | 'onHold' | 'notRunning' | 'initialDelay' | 'startingUp' | 'startedUp'

/**
 * Whether a probe may be sent now, in the order of the kubelet: not on hold, a process runs, its initial delay is over
 * (≥), start-up only until it has succeeded and the others only then.
 */
export function gateOf(container: Container, config: ContainerConfig, kind: ProbeKind, now: Millis): Gate {
  const rule = config.probes[kind]
  if (rule === undefined) return 'noProbe'
  if (container.workers[kind].onHold) return 'onHold'
  if (!running(container)) return 'notRunning'
  if (now - container.begun < rule.initialDelay) return 'initialDelay'
  if (kind === 'startup') return container.started ? 'startedUp' : 'open'
  return container.started ? 'open' : 'startingUp'
}
