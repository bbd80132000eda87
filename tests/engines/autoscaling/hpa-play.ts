import { createHpa, evaluateHpa, type Hpa, type HpaEvaluation } from '../../../src/engines/autoscaling/hpa/hpa.ts'
import type { Pod, Sample } from '../../../src/engines/autoscaling/hpa/pods.ts'
import {
  type Behavior,
  type ControllerFlags,
  type HpaSpec,
  type MetricSpec,
  type ScalingRules,
  usualBehavior,
  usualFlags,
} from '../../../src/engines/autoscaling/hpa/spec.ts'

export const seconds = (count: number): number => count * 1000
export const minutes = (count: number): number => count * 60_000

/** Long after every pod became ready: nothing is young any more. */
export const LATER = minutes(60)

/** What a pod is, in few words; without `cpu` it has no metric. */
export interface PodWords {
  readonly cpu?: number
  readonly is?: 'pending' | 'deleted' | 'failed' | 'unready'
  /** When it was started and when its readiness changed. */
  readonly started?: number
  readonly changed?: number
  /** When its sample ended; its window is 30 s. */
  readonly sampled?: number
}

export const podOf = ({ is, started = 0, changed = seconds(20) }: PodWords): Pod => ({
  phase: is === 'pending' ? 'pending' : is === 'failed' ? 'failed' : 'running',
  deleted: is === 'deleted',
  ready: is === undefined || is === 'deleted',
  readyChanged: changed,
  ...(is !== 'pending' && { started }),
  requests: { cpu: 1000, memory: 1000 },
})

export const sampleOf = ({ cpu, sampled = LATER }: PodWords): Sample | undefined =>
  cpu === undefined ? undefined : { value: cpu * 10, at: sampled, window: seconds(30) }

/** So many pods at so many per cent of what they request. */
export const pods = (count: number, cpu?: number): PodWords[] =>
  Array.from({ length: count }, () => (cpu === undefined ? {} : { cpu }))

export const cpuTarget = (percent: number): MetricSpec => ({
  kind: 'resource',
  name: 'cpu',
  target: { kind: 'utilization', percent },
})

export const withRules = (up: Partial<ScalingRules> = {}, down: Partial<ScalingRules> = {}): Behavior => ({
  up: { ...usualBehavior.up, ...up },
  down: { ...usualBehavior.down, ...down },
})

/** A behavior that holds nothing back. */
export const free: Behavior = withRules(
  { policies: [{ type: 'Pods', value: 10_000, period: seconds(15) }] },
  { stabilization: 0 },
)

export interface Round {
  readonly pods: readonly PodWords[]
  readonly target?: number
  readonly spec?: Partial<HpaSpec>
  readonly flags?: Partial<ControllerFlags>
  readonly current?: number
  readonly now?: number
  readonly hpa?: Hpa
}

/** One evaluation on CPU; `current` is the number of pods unless said otherwise. */
export function round({ pods: words, target = 50, spec, flags, current, now = LATER, hpa }: Round): HpaEvaluation {
  return evaluateHpa(
    hpa ?? createHpa(),
    { min: 1, max: 1000, metrics: [cpuTarget(target)], behavior: free, ...spec },
    { ...usualFlags, ...flags },
    {
      current: current ?? words.length,
      existing: words.filter(({ is }) => is !== 'deleted' && is !== 'failed').length,
      pods: words.map(podOf),
      measurements: [{ kind: 'perPod', samples: words.map(sampleOf) }],
    },
    now,
  )
}

/** A controller that is asked every 15 s for what would bring the replicas to a number: the load follows it exactly. */
export class Controller {
  readonly #hpa = createHpa()
  readonly #spec: HpaSpec
  readonly #flags: ControllerFlags
  replicas: number

  constructor(replicas: number, spec: Partial<HpaSpec>, flags: Partial<ControllerFlags> = {}) {
    this.replicas = replicas
    const metrics: MetricSpec[] = [{ kind: 'external', name: 'queue', target: { kind: 'averageValue', value: 1000 } }]
    this.#spec = { min: 1, max: 1000, metrics, ...spec }
    this.#flags = { ...usualFlags, tolerance: 0, ...flags }
  }

  /** Asks for so many replicas at `now`. */
  ask(wanted: number, now: number): HpaEvaluation {
    const evaluation = evaluateHpa(
      this.#hpa,
      this.#spec,
      this.#flags,
      {
        current: this.replicas,
        existing: this.replicas,
        pods: pods(this.replicas, 50).map(podOf),
        measurements: [{ kind: 'whole', value: wanted * 1000 }],
      },
      now,
    )
    this.replicas = evaluation.desired
    return evaluation
  }

  /** The edges of the flow that the last evaluation took. */
  steps(): string[] {
    return this.#hpa.trail.edges.slice(0, this.#hpa.trail.count)
  }

  /** Asks for each in turn, 15 s apart from `start` on, and tells the replicas after each. */
  series(wanted: readonly number[], start = 0): number[] {
    return wanted.map((one, i) => this.ask(one, start + seconds(15) * i).desired)
  }
}
