import { type Proposal, propose, type Reading } from './reading.ts'

/** Bounds of the matrix over CPU, memory and requests. */
export interface MatrixConfig {
  /** CPU strictly above is heavy. */
  readonly heavyCpu: number
  /** Memory at or above is full. */
  readonly fullMemory: number
  /** Requests per second and instance at or above are many. */
  readonly manyRequests: number
  /** CPU strictly below is idle. */
  readonly idleCpu: number
  /** CPU at or below is low. */
  readonly lowCpu: number
  /** Memory at or below is low. */
  readonly lowMemory: number
  /** Requests per second and instance strictly below are few. */
  readonly fewRequests: number
}

/** Bounds under which the document's four rows come out. Requests are per instance: 1,200/s on 5 are 240. */
export const usualMatrix: MatrixConfig = {
  heavyCpu: 0.8,
  fullMemory: 0.8,
  manyRequests: 200,
  idleCpu: 0.3,
  lowCpu: 0.4,
  lowMemory: 0.3,
  fewRequests: 100,
}

/** Rows of the matrix in the order in which they are tried; the last holds. */
export const matrixRows = ['overloaded', 'busy', 'idle', 'quiet', 'between'] as const

/** A row of the matrix. */
export type MatrixRow = (typeof matrixRows)[number]

/** Instances that each row adds. */
export const matrixChange: Readonly<Record<MatrixRow, number>> = {
  overloaded: 3,
  busy: 2,
  idle: -2,
  quiet: -1,
  between: 0,
}

/**
 * The row that a reading falls into. The document gives four examples (90/50/low: +2, 85/80/high: +3, 40/30/low: −1,
 * 20/20/low: −2) and leaves the bounds open; this rule fits all four. CPU above 80 %: +2, and one more when memory is
 * at least 80 % and requests are many. CPU below 30 %: −2, whatever the rest. CPU at most 40 %, memory at most 30 % and
 * few requests: −1. All else holds. The decision flow's own example, 85/60/1,200, has no row there; here it is +2. More
 * of any one metric never means fewer instances: +2 at 90 % beside +3 at 85 % comes from memory and requests.
 *
 * It is a rule of its own beside the thresholds, which hold at 40 %: it may go down there because memory and requests
 * agree.
 */
export function matrixRow(config: MatrixConfig, { cpu, memory, rps }: Reading, current: number): MatrixRow {
  const each = rps / Math.max(1, current)
  if (cpu > config.heavyCpu) {
    return memory >= config.fullMemory && each >= config.manyRequests ? 'overloaded' : 'busy'
  }
  if (cpu < config.idleCpu) return 'idle'
  if (cpu <= config.lowCpu && memory <= config.lowMemory && each < config.fewRequests) return 'quiet'
  return 'between'
}

/** What the matrix asks for; not a number (no metric) holds. */
export function matrixProposal(config: MatrixConfig, reading: Reading, current: number): Proposal {
  if (Number.isNaN(reading.cpu)) return propose(current, current, 'noMetric', NaN, NaN)
  const row = matrixRow(config, reading, current)
  return propose(current, current + matrixChange[row], row, reading.cpu, boundOf(config, row))
}

function boundOf(config: MatrixConfig, row: MatrixRow): number {
  if (row === 'idle') return config.idleCpu
  return row === 'quiet' ? config.lowCpu : config.heavyCpu
}
