import { readFileSync } from 'node:fs'

/** A value recorded in a trace. */
export type Recorded = number | string | boolean | null | readonly Recorded[]

/** A recorded run of the document's Python, one step for each operation. */
export interface Trace {
  readonly id: string
  readonly system: string
  readonly kind: string
  readonly title?: string
  readonly epoch: number
  readonly params: Readonly<Record<string, number | boolean | readonly number[]>> & {
    readonly initial?: Readonly<Record<string, readonly [tokens: number, at: number]>>
  }
  readonly steps: readonly (readonly Recorded[])[]
  readonly printed?: readonly string[]
}

interface File {
  readonly system: string
  readonly traces: readonly Trace[]
}

const read = (name: string): File =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as File

/** The randomised traces of a limiter, and its cases and scenarios. */
export function tracesOf(system: string): readonly Trace[] {
  const scenarios = read('scenarios').traces.filter((trace) => trace.system === system)
  return [...read(system).traces, ...scenarios]
}

/** A number of a trace's parameters. */
export function numberOf(trace: Trace, name: string): number {
  const value = trace.params[name]
  if (typeof value !== 'number') throw new Error(`${trace.id} has no ${name}`)
  return value
}

/** The clock reading at `t`: one addition, as recorded. */
export const readingAt = (trace: Trace, t: Recorded | undefined): number => trace.epoch + Number(t)

/** Numbers keys of a trace in the order of their first use. */
export function numbering(): (key: Recorded | undefined) => number {
  const known = new Map<string, number>()
  return (key) => {
    const text = String(key)
    if (!known.has(text)) known.set(text, known.size)
    return known.get(text) ?? 0
  }
}

/** The outcome of `times` decisions, run-length encoded as bursts are. */
export function burstOf(times: number, decide: () => string): [string, number][] {
  const runs: [string, number][] = []
  for (let i = 0; i < times; i += 1) {
    const outcome = decide()
    const last = runs.at(-1)
    if (last?.[0] === outcome) last[1] += 1
    else runs.push([outcome, 1])
  }
  return runs
}

/** A recorded time as a clock reading; null stays null. */
export const asReading = (trace: Trace, t: Recorded | undefined): number | null =>
  t === null || t === undefined ? null : readingAt(trace, t)
