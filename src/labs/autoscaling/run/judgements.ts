import type { Outcome } from '../../../engines/autoscaling/scaler.ts'
import type { Millis } from '../../../units.ts'

/** Evaluations that are remembered one by one. */
export const KEPT = 128
/** Actions that are remembered for the rate of the last hour. */
const ACTIONS = 1024

/** What became of an evaluation, by number. */
export const outcomes: readonly Outcome[] = ['applied', 'held', 'skipped', 'ignored', 'bounded', 'corrected']

/** One evaluation, as it is noted. */
export interface Judgement {
  readonly event: number
  readonly at: Millis
  readonly cpu: number
  readonly memory: number
  readonly rps: number
  readonly current: number
  readonly wanted: number
  readonly desired: number
  readonly outcome: Outcome
  /** What was compared, and with what. */
  readonly measured: number
  readonly bound: number
  /** What was left of a cooldown. */
  readonly left: Millis
}

/** The last evaluations and actions, in rings. Plain data. */
export interface Judgements {
  readonly event: Float64Array
  readonly at: Float64Array
  readonly cpu: Float64Array
  readonly memory: Float64Array
  readonly rps: Float64Array
  readonly current: Float64Array
  readonly wanted: Float64Array
  readonly desired: Float64Array
  readonly outcome: Uint8Array
  readonly measured: Float64Array
  readonly bound: Float64Array
  readonly left: Float64Array
  total: number
  /** When each action was, and whether it went the other way than the one before. */
  readonly actedAt: Float64Array
  readonly turned: Uint8Array
  actions: number
  lastUp: number
}

const ring = (): Float64Array => new Float64Array(KEPT)

/** Nothing was evaluated yet. */
export const judgements = (): Judgements => ({
  event: ring(),
  at: ring(),
  cpu: ring(),
  memory: ring(),
  rps: ring(),
  current: ring(),
  wanted: ring(),
  desired: ring(),
  outcome: new Uint8Array(KEPT),
  measured: ring(),
  bound: ring(),
  left: ring(),
  total: 0,
  actedAt: new Float64Array(ACTIONS),
  turned: new Uint8Array(ACTIONS),
  actions: 0,
  lastUp: -1,
})

/** Notes an evaluation, and the action if it was one. */
export function noteJudgement(into: Judgements, judgement: Judgement): void {
  const place = into.total % KEPT
  into.event[place] = judgement.event
  into.at[place] = judgement.at
  into.cpu[place] = judgement.cpu
  into.memory[place] = judgement.memory
  into.rps[place] = judgement.rps
  into.current[place] = judgement.current
  into.wanted[place] = judgement.wanted
  into.desired[place] = judgement.desired
  into.outcome[place] = outcomes.indexOf(judgement.outcome)
  into.measured[place] = judgement.measured
  into.bound[place] = judgement.bound
  into.left[place] = judgement.left
  into.total += 1
  if (judgement.outcome !== 'applied') return
  const up = judgement.desired > judgement.current ? 1 : 0
  const action = into.actions % ACTIONS
  into.actedAt[action] = judgement.at
  into.turned[action] = into.lastUp >= 0 && into.lastUp !== up ? 1 : 0
  into.actions += 1
  into.lastUp = up
}

/** Actions of the last `span`, and those among them that turned. */
export function actionsSince(of: Judgements, since: Millis): { readonly actions: number; readonly turns: number } {
  let actions = 0
  let turns = 0
  const oldest = Math.max(0, of.actions - ACTIONS)
  for (let index = of.actions - 1; index >= oldest; index -= 1) {
    const place = index % ACTIONS
    if ((of.actedAt[place] as number) < since) break
    actions += 1
    turns += of.turned[place] as number
  }
  return { actions, turns }
}

/** The last evaluation; undefined before the first. */
export function lastJudgement(of: Judgements): Judgement | undefined {
  return of.total === 0 ? undefined : judgementAt(of, of.total - 1)
}

/** An evaluation by its number from 0 on, as long as it is remembered. */
export function judgementAt(of: Judgements, index: number): Judgement {
  const place = index % KEPT
  return {
    event: of.event[place] as number,
    at: of.at[place] as number,
    cpu: of.cpu[place] as number,
    memory: of.memory[place] as number,
    rps: of.rps[place] as number,
    current: of.current[place] as number,
    wanted: of.wanted[place] as number,
    desired: of.desired[place] as number,
    outcome: outcomes[of.outcome[place] as number] ?? 'held',
    measured: of.measured[place] as number,
    bound: of.bound[place] as number,
    left: of.left[place] as number,
  }
}
