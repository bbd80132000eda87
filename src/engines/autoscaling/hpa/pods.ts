import type { Millis } from '../../../units.ts'
import type { ControllerFlags } from './spec.ts'

/** A pod as the controller sees it. */
export interface Pod {
  readonly phase: 'pending' | 'running' | 'failed'
  /** Told to go. */
  readonly deleted: boolean
  readonly ready: boolean
  /** When its readiness changed last. */
  readonly readyChanged: Millis
  /** When it was started on its node; absent before. */
  readonly started?: Millis
  /** What it requests of each resource, in thousandths (1,000 = one CPU). */
  readonly requests: Readonly<Record<'cpu' | 'memory', number>>
}

/** A pod's measured value in thousandths: an average over `window` that ended at `at`. */
export interface Sample {
  readonly value: number
  readonly at: Millis
  readonly window: Millis
}

/** How the pods fall into classes, by index. */
export interface PodGroups {
  readonly ready: readonly number[]
  /** Pending, or for CPU too young to be believed: set aside. */
  readonly unready: readonly number[]
  /** Running without a metric. */
  readonly missing: readonly number[]
  /** Failed or told to go: as if they were not there. */
  readonly ignored: readonly number[]
}

/** Sorts pods into classes; order of the questions: gone, pending, without metric, for CPU unready. */
export function groupPods(
  pods: readonly Pod[],
  samples: readonly (Sample | undefined)[],
  resource: string,
  flags: ControllerFlags,
  now: Millis,
): PodGroups {
  const groups = { ready: [] as number[], unready: [] as number[], missing: [] as number[], ignored: [] as number[] }
  pods.forEach((pod, index) => {
    const sample = samples[index]
    if (pod.deleted || pod.phase === 'failed') groups.ignored.push(index)
    else if (pod.phase === 'pending') groups.unready.push(index)
    else if (sample === undefined) groups.missing.push(index)
    else if (resource === 'cpu' && cpuUnready(pod, sample, flags, now)) groups.unready.push(index)
    else groups.ready.push(index)
  })
  return groups
}

/**
 * While `started + cpuInitialization > now`: unready, or measured before one whole window had passed since the
 * readiness changed. Later: unready and never ready, as told by `started + initialReadinessDelay > readyChanged`.
 */
function cpuUnready(pod: Pod, sample: Sample, flags: ControllerFlags, now: Millis): boolean {
  if (pod.started === undefined) return true
  if (pod.started + flags.cpuInitialization > now) {
    return !pod.ready || sample.at < pod.readyChanged + sample.window
  }
  return !pod.ready && pod.started + flags.initialReadinessDelay > pod.readyChanged
}

/** Pods that run and are ready: what multiplies the ratio of an object or external metric. */
export const readyPods = (pods: readonly Pod[]): number =>
  pods.filter((pod) => pod.phase === 'running' && pod.ready).length
