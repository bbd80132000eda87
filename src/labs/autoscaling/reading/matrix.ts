import { type MatrixRow, matrixChange, matrixRow, matrixRows } from '../../../engines/autoscaling/matrix.ts'
import type { Outcome } from '../../../engines/autoscaling/scaler.ts'
import { type Millis, quantity } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { matrixConfig } from '../rules.ts'
import { judgementAt, KEPT, lastJudgement } from '../run/judgements.ts'
import type { ScalingWorld } from '../run/world.ts'

/** A row of the matrix as it is drawn. */
export interface TableRow {
  readonly key: MatrixRow
  readonly cpu: string
  readonly memory: string
  readonly requests: string
  readonly change: number
}

/** An evaluation as a line of the list. */
export interface PastDecision {
  readonly at: Millis
  readonly cpu: number
  readonly memory: number
  readonly each: number
  readonly row: MatrixRow | undefined
  readonly current: number
  readonly wanted: number
  readonly desired: number
  readonly outcome: Outcome
}

/** What the decision table draws. */
export interface DecisionTable {
  readonly rows: readonly TableRow[]
  /** The matrix decides; else its rows only show what it would say. */
  readonly inForce: boolean
  readonly policy: string
  /** The row of the last evaluation. */
  readonly live: MatrixRow | undefined
  readonly past: readonly PastDecision[]
}

/** So many evaluations are listed. */
const LISTED = 6

const share = (value: number): string => quantity(value, 'share')

function rowsOf(params: ScalingParams): readonly TableRow[] {
  const { fewRequests, fullMemory, heavyCpu, idleCpu, lowCpu, lowMemory, manyRequests } = params
  const texts: Readonly<Record<MatrixRow, readonly [string, string, string]>> = {
    overloaded: [`> ${share(heavyCpu)}`, `≥ ${share(fullMemory)}`, `≥ ${manyRequests}/s`],
    busy: [`> ${share(heavyCpu)}`, 'any', 'any'],
    idle: [`< ${share(idleCpu)}`, 'any', 'any'],
    quiet: [`≤ ${share(lowCpu)}`, `≤ ${share(lowMemory)}`, `< ${fewRequests}/s`],
    between: ['else', 'else', 'else'],
  }
  return matrixRows.map((key) => {
    const [cpu, memory, requests] = texts[key]
    return { key, cpu, memory, requests, change: matrixChange[key] }
  })
}

/** The matrix with the row of the last evaluation, and the evaluations before it. */
export function readMatrix({ judgements }: ScalingWorld, params: ScalingParams): DecisionTable {
  const config = matrixConfig(params)
  const rowAt = (cpu: number, memory: number, rps: number, current: number): MatrixRow | undefined =>
    Number.isNaN(cpu) ? undefined : matrixRow(config, { cpu, memory, rps }, current)
  const last = lastJudgement(judgements)
  const past: PastDecision[] = []
  const oldest = Math.max(0, judgements.total - Math.min(LISTED, KEPT))
  for (let index = judgements.total - 1; index >= oldest; index -= 1) {
    const { at, cpu, memory, rps, current, wanted, desired, outcome } = judgementAt(judgements, index)
    const each = rps / Math.max(1, current)
    past.push({ at, cpu, memory, each, row: rowAt(cpu, memory, rps, current), current, wanted, desired, outcome })
  }
  return {
    rows: rowsOf(params),
    inForce: params.policy === 'matrix',
    policy: params.policy,
    live: last && rowAt(last.cpu, last.memory, last.rps, last.current),
    past,
  }
}
