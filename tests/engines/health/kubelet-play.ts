import {
  type Container,
  type ContainerConfig,
  createContainer,
  type ProbeConfig,
  type ProbeKind,
  probeDefaults,
  probeKinds,
  probeRule,
  startDue,
} from '../../../src/engines/health/container.ts'
import {
  exitContainer,
  probeEnds,
  probeTicks,
  probeTimesOut,
  startContainer,
} from '../../../src/engines/health/kubelet.ts'

/** What the process says to a probe sent at `now`, `ran` after its start: whether it is well, and after how long. */
export type Process = (
  kind: ProbeKind,
  ran: number,
  now: number,
  era: number,
) => { readonly well: boolean; readonly after: number }

export const probesOf = (probes: Partial<Record<ProbeKind, Partial<ProbeConfig>>>): ContainerConfig => ({
  probes: Object.fromEntries(
    probeKinds.flatMap((kind) => {
      const probe = probes[kind]
      return probe ? [[kind, probeRule(kind, { ...probeDefaults, ...probe })]] : []
    }),
  ),
  backOff: { first: 10_000, longest: 300_000 },
})

interface Pending {
  readonly at: number
  readonly kind: ProbeKind
  readonly run: number
  readonly well: boolean
}

/** A container played until `until`: probes are answered as the process says, killed processes end after `grace`. */
export class KubeletPlay {
  readonly container: Container
  /** Every edge with its time. */
  readonly log: string[] = []
  /** Times at which probes of each kind were sent. */
  readonly sent: Record<ProbeKind, number[]> = { startup: [], liveness: [], readiness: [] }
  readonly #config: ContainerConfig
  readonly #process: Process
  readonly #grace: number
  #pending: readonly Pending[] = []
  #stop = Infinity

  constructor(config: ContainerConfig, process: Process, grace = 0) {
    this.#config = config
    this.#process = process
    this.#grace = grace
    this.container = createContainer(0, config, 0)
  }

  run(until: number, crashes: readonly number[] = []): this {
    const left = [...crashes]
    for (;;) {
      const times = probeKinds.flatMap((kind) => (this.#config.probes[kind] ? this.#due(kind) : []))
      const start = startDue(this.container, this.#config)
      const answer = this.#pending.reduce((first, { at }) => Math.min(first, at), Infinity)
      const now = Math.min(start, this.#stop, answer, left[0] ?? Infinity, ...times)
      if (now > until) return this
      this.#at(now, start, left)
    }
  }

  #due(kind: ProbeKind): readonly number[] {
    const { check } = this.container.workers[kind]
    const rule = this.#config.probes[kind]
    return [check.due, check.state === 'running.execute' ? check.begun + (rule?.timeout ?? 0) : Infinity]
  }

  #at(now: number, start: number, crashes: number[]): void {
    if (now === start) this.#did(now, () => startContainer(this.container, this.#config, now))
    else if (now === this.#stop || now === crashes[0]) {
      if (now === crashes[0]) crashes.shift()
      this.#stop = Infinity
      this.#did(now, () => exitContainer(this.container, this.#config, now))
    } else this.#probes(now)
  }

  #probes(now: number): void {
    const arrived = this.#pending.filter(({ at }) => at === now)
    this.#pending = this.#pending.filter(({ at }) => at !== now)
    for (const kind of probeKinds) {
      if (!this.#config.probes[kind]) continue
      const { check } = this.container.workers[kind]
      this.#send(kind, now, () => probeTimesOut(this.container, this.#config, kind, check.run, now))
      for (const { run, well } of arrived.filter((pending) => pending.kind === kind)) {
        const result = well ? 'success' : 'failure'
        this.#send(kind, now, () => probeEnds(this.container, this.#config, kind, run, result, now))
      }
      if (check.due === now) this.#send(kind, now, () => probeTicks(this.container, this.#config, kind, now))
    }
  }

  #send(kind: ProbeKind, now: number, verb: () => number): void {
    const run = this.#did(now, verb)
    if (run === 0) return
    this.sent[kind].push(now)
    const { begun, era } = this.container
    const { well, after } = this.#process(kind, now - begun, now, era)
    this.#pending = [...this.#pending, { at: now + after, kind, run, well }]
  }

  #did<T>(now: number, verb: () => T): T {
    const before = this.container.state
    const result = verb()
    const { trail, state } = this.container
    for (let i = 0; i < trail.count; i += 1) this.log.push(`${now / 1000} ${trail.edges[i]}`)
    if (state === 'stopping' && before !== 'stopping') this.#stop = now + this.#grace
    return result
  }
}
