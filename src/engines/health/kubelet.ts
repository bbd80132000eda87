import { begin, step } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { restarted, waitAfter } from './back-off.ts'
import { answer, breakOff, elapse, renew, resume, tick } from './check-run.ts'
import {
  type Container,
  type ContainerConfig,
  gateOf,
  type ProbeKind,
  type ProbeRule,
  probeKinds,
  running,
  startDue,
} from './container.ts'
import { type ContainerEdge, containerMachine } from './container-machine.ts'

/** What a probe found; `error` is a failure of the prober itself, which changes nothing. */
export type ProbeResult = 'success' | 'failure' | 'error'

function take(container: Container, edge: ContainerEdge, a = 0, b = 0, c = 0): void {
  container.state = containerMachine.next(container.state, edge)
  step(container.trail, edge, container.id, a, b, c)
}

/**
 * Starts a process. False, and nothing happens, while one runs or the back-off is not over. The runs of equal outcomes
 * carry over from the process before, as in the kubelet; only being on hold ends them.
 */
export function startContainer(container: Container, config: ContainerConfig, now: Millis): boolean {
  begin(container.trail)
  const due = startDue(container, config)
  if (now < due) return false
  const waited = now - container.exited
  const wait = due - container.exited
  if (container.era > 0) {
    restarted(container.backOff, config.backOff, container.exited, now)
    container.restarts += 1
  }
  container.era += 1
  container.begun = now
  container.started = false
  for (const kind of probeKinds) {
    const rule = config.probes[kind]
    container.workers[kind].onHold = false
    if (rule) renew(container.workers[kind].check, rule, now)
  }
  take(container, 'starts', container.restarts, waited, wait)
  if (config.probes.startup === undefined) startUp(container, config, now)
  return true
}

/** The process ends, by itself or because it was killed. A probe in flight has no outcome. */
export function exitContainer(container: Container, config: ContainerConfig, now: Millis): void {
  begin(container.trail)
  if (!running(container)) return
  container.exited = now
  container.ready = false
  container.started = false
  for (const kind of probeKinds) {
    const rule = config.probes[kind]
    const { check } = container.workers[kind]
    if (rule) breakOff(check, rule, check.run, now)
  }
  const wait = waitAfter(container.backOff, config.backOff, now)
  take(container, container.state === 'stopping' ? 'stops' : 'crashes', now - container.begun, wait)
}

/**
 * The ticker of a worker ticks; its check's `due` says when it does so next, whatever becomes of the container. Gives
 * the number of the probe to be sent, or 0: what keeps it back is told by `gateOf`.
 */
export function probeTicks(container: Container, config: ContainerConfig, kind: ProbeKind, now: Millis): number {
  begin(container.trail)
  const rule = config.probes[kind]
  if (!rule) return 0
  const allowed = gateOf(container, config, kind, now) === 'open'
  return tick(container.workers[kind].check, rule, now, 0.5, allowed)
}

/**
 * The result of probe `run` comes; one that is over changes nothing. Gives the number of the next probe if a tick had
 * to wait for this one, else 0.
 */
export function probeEnds(
  container: Container,
  config: ContainerConfig,
  kind: ProbeKind,
  run: number,
  result: ProbeResult,
  now: Millis,
): number {
  begin(container.trail)
  const rule = config.probes[kind]
  if (!rule) return 0
  const { check } = container.workers[kind]
  const counted =
    result === 'error' ? breakOff(check, rule, run, now) : answer(check, rule, run, result === 'success', now)
  return counted ? follow(container, config, kind, rule, now) : 0
}

/** The time-out of probe `run` is over: a failure, unless that probe has ended. Gives the same as `probeEnds`. */
export function probeTimesOut(
  container: Container,
  config: ContainerConfig,
  kind: ProbeKind,
  run: number,
  now: Millis,
): number {
  begin(container.trail)
  const rule = config.probes[kind]
  if (!rule || !elapse(container.workers[kind].check, rule, run, now)) return 0
  return follow(container, config, kind, rule, now)
}

/** Acts on a probe's result, then sends the probe that a tick left owing. */
function follow(container: Container, config: ContainerConfig, kind: ProbeKind, rule: ProbeRule, now: Millis): number {
  const { check } = container.workers[kind]
  if (kind === 'readiness') judgeReadiness(container, config)
  else if (check.verdict === 'fail') kill(container, kind, rule)
  else if (kind === 'startup' && check.verdict === 'pass' && !container.started) startUp(container, config, now)
  if (!check.owed) return 0
  return resume(check, rule, now, gateOf(container, config, kind, now) === 'open')
}

/** The container has started up; without a readiness probe it is ready at once. */
function startUp(container: Container, config: ContainerConfig, now: Millis): void {
  const rule = config.probes.startup
  container.started = true
  take(container, 'startsUp', now - container.begun, container.workers.startup.check.inRow, rule?.rise ?? 0)
  judgeReadiness(container, config)
}

function judgeReadiness(container: Container, config: ContainerConfig): void {
  const rule = config.probes.readiness
  const { check } = container.workers.readiness
  const ready = rule === undefined || check.verdict === 'pass'
  const { state } = container
  container.ready = ready
  if (state === 'unready' && ready) take(container, 'readies', rule ? check.inRow : 0, rule?.rise ?? 0)
  if (state === 'ready' && !ready) take(container, 'unreadies', check.inRow, rule?.fall ?? 0)
}

/** A failed liveness or start-up has the process killed; its worker holds, and its run of outcomes ends. */
function kill(container: Container, kind: 'liveness' | 'startup', rule: ProbeRule): void {
  const worker = container.workers[kind]
  worker.onHold = true
  if (container.state !== 'stopping') {
    take(container, kind === 'liveness' ? 'livenessKills' : 'startupKills', worker.check.inRow, rule.fall)
  }
  worker.check.inRow = 0
}
