import { readFileSync } from 'node:fs'
import { type Breaker, createBreaker } from '../../src/engines/circuit-breaker/breaker.ts'
import { admit, read, record } from '../../src/engines/circuit-breaker/call.ts'
import { profiled } from '../../src/engines/circuit-breaker/configuration.ts'
import { type Ancestry, outcomeOf, track } from '../../src/engines/circuit-breaker/filter.ts'
import { reset } from '../../src/engines/circuit-breaker/manual.ts'
import type { BreakerConfig } from '../../src/engines/circuit-breaker/policy.ts'
import { statistics } from '../../src/engines/circuit-breaker/statistics.ts'
import { outer } from '../../src/machine/machine.ts'
import { someNumbers } from '../engines/breaker-numbers.ts'

type State = readonly [string, number, number, number, number | null, Readonly<Record<string, number>>?]
type Step = readonly [t: number, op: string, arg: unknown, outcome: unknown, event: string | null, State, State]

interface Trace {
  readonly id: string
  readonly system?: string
  readonly epoch: number
  readonly params: {
    readonly failure_threshold: number
    readonly recovery_timeout: number
    readonly expected: readonly string[] | null
    readonly excluded?: readonly string[] | null
  }
  readonly steps: readonly Step[]
}

interface TraceFile {
  readonly system: string
  readonly exceptions: Ancestry
  readonly traces: readonly Trace[]
}

/** A recorded file of the reference code's calls. */
export const traceFile = (name: string): TraceFile =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as TraceFile

/** The breaker traces of a recorded file. */
export const breakerTraces = (file: TraceFile): readonly Trace[] =>
  file.traces.filter((trace) => (trace.system ?? file.system).includes('circuit-breaker'))

const stateNames: Readonly<Record<string, string>> = { closed: 'CLOSED', open: 'OPEN', halfOpen: 'HALF_OPEN' }
const events: Readonly<Record<string, string>> = {
  opens: 'opened',
  prolongs: 'opened',
  reopens: 'reopened',
  closes: 'closed',
}

const named = (state: string): string => stateNames[outer(state)] ?? state

/** Runs the engine with the reference profile through a trace's operations, in the trace's own seconds. */
export class Replay {
  readonly #config: BreakerConfig
  readonly #breaker: Breaker
  readonly #trace: Trace
  readonly #ancestry: Ancestry
  readonly #advanced: boolean
  readonly #started = new Map<number, number>()

  constructor(trace: Trace, file: TraceFile) {
    const { failure_threshold: failuresToOpen, recovery_timeout: openWait } = trace.params
    this.#trace = trace
    this.#ancestry = file.exceptions
    this.#advanced = (trace.system ?? file.system).startsWith('advanced')
    this.#config = profiled('reference', { ...someNumbers, failuresToOpen, openWait })
    this.#breaker = createBreaker(this.#config, trace.epoch)
  }

  /** The outcome of an operation, in the trace's words. */
  outcome(op: string, arg: unknown, t: number): unknown {
    const now = this.#trace.epoch + t
    switch (op) {
      case 'call':
        return this.#admitted(now) ? this.#end(String(arg), this.#breaker.era, now) : 'rejected'
      case 'begin':
        if (!this.#admitted(now)) return 'rejected'
        this.#started.set(Number(arg), this.#breaker.era)
        return 'started'
      case 'end': {
        const [call, result] = arg as readonly [number, string]
        return this.#end(result, this.#started.get(call) ?? Number.NaN, now)
      }
      case 'state':
        return named(read(this.#breaker, this.#config, now))
      case 'stats':
        return this.#statistics()
      case 'success':
      case 'failure':
        record(this.#breaker, this.#config, this.#breaker.era, op, 0, now)
        return null
      case 'reset':
        reset(this.#breaker, this.#config, now)
        return null
      default:
        throw new Error(`unknown operation ${op}`)
    }
  }

  /** The message that the reference prints in the operation, judged by the edges taken. */
  event(op: string): string | null {
    if (op === 'reset') return 'reset'
    if (op === 'stats') return null
    const { edges, count } = this.#breaker.trail
    return edges.slice(0, count).reduce<string | null>((found, edge) => events[edge] ?? found, null)
  }

  /** The stored state in the trace's form. */
  state(): unknown {
    const { state, failures, successes, total, hasFailed, lastFailure, kinds } = this.#breaker
    const last = hasFailed ? lastFailure : null
    const plain = [named(state), failures, successes, total, last]
    return this.#advanced ? [...plain, { ...kinds }] : plain
  }

  #admitted(now: number): boolean {
    return admit(this.#breaker, this.#config, now) !== 'refused'
  }

  #end(result: string, era: number, now: number): string {
    if (result === 'ok') {
      record(this.#breaker, this.#config, era, 'success', 0, now)
      return 'returned'
    }
    const { expected, excluded } = this.#trace.params
    const counted = expected === null || expected.length === 0 ? ['Exception'] : expected
    const outcome = outcomeOf(result, { counted, excluded: excluded ?? [] }, this.#ancestry)
    record(this.#breaker, this.#config, era, outcome, 0, now)
    if (this.#advanced && outcome === 'failure') track(this.#breaker, result)
    return `raised:${result}`
  }

  #statistics(): unknown {
    const { state, failures, successes, total, successRate, lastFailure } = statistics(this.#breaker, this.#config)
    return [named(state), failures, successes, total, successRate, lastFailure ?? null]
  }
}

/** A recorded time as the clock reading that it stands for. */
export const reading = (epoch: number, time: number | null): number | null => (time === null ? null : epoch + time)
