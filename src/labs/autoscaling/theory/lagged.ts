import { dampedWanted } from '../../../engines/autoscaling/damped.ts'
import { coordinate, type Measured, type Theory, type TheoryRow } from '../../../lab/theory.ts'

type At = Readonly<Record<string, number>>

const exactly = (value: number): Measured => ({ value, error: 0 })
const delayOf = (at: At): number => Math.round(coordinate(at, 'd'))

/** Steps of a run; long enough to tell growth from decay within a thousandth of the gain. */
const STEPS = 20_000
const HALVINGS = 30
/** A deviation that only a growing swing reaches. */
const HUGE = 1e100
/** Instances needed: the deviation from them is what the laws are about. */
const NEED = 0

/** Runs the damped rule on measurements `delay` steps old, from one instance too many; `see` gets every deviation. */
function loop(gain: number, delay: number, steps: number, see: (deviation: number, step: number) => boolean): void {
  const had = new Float64Array(delay + 1).fill(1)
  let current = 1
  for (let step = 0; step < steps; step += 1) {
    const at = step % (delay + 1)
    had[at] = current
    // The oldest of the ring: what there was `delay` steps ago.
    current = dampedWanted(gain, current, NEED, had[(at + 1) % (delay + 1)] as number)
    if (!see(current, step)) return
  }
}

/** The gain between two at which an answer turns from no to yes. */
function turningPoint(low: number, high: number, yes: (gain: number) => boolean): number {
  let [below, above] = [low, high]
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (below + above) / 2
    if (yes(middle)) above = middle
    else below = middle
  }
  return (below + above) / 2
}

/** Whether swings are greater in the last tenth of a run than in the one at its middle, or pass all bounds before. */
function grows(gain: number, delay: number): boolean {
  let [middle, last, size] = [0, 0, 0]
  loop(gain, delay, STEPS, (deviation, step) => {
    size = Math.abs(deviation)
    if (step >= STEPS * 0.5 && step < STEPS * 0.6) middle = Math.max(middle, size)
    if (step >= STEPS * 0.9) last = Math.max(last, size)
    return size < HUGE
  })
  return size >= HUGE || last > middle
}

/** The gain from which on swings grow. */
const criticalGain = (delay: number): number => turningPoint(0.01, 2.5, (gain) => grows(gain, delay))

/** Whether a run ever goes below what is needed. */
function overshoots(gain: number, delay: number): boolean {
  let below = false
  loop(gain, delay, STEPS, (deviation) => {
    below = deviation < 0
    return !below && deviation > 1e-300
  })
  return below
}

/** Mean steps of a full swing at the critical gain, between the first and last upward crossing. */
function swing(delay: number): number {
  let [first, last, crossings, before] = [NaN, NaN, 0, 1]
  loop(criticalGain(delay), delay, STEPS, (deviation, step) => {
    if (before < 0 && deviation >= 0) {
      // Where the line between both steps crosses zero.
      const at = step - deviation / (deviation - before)
      if (crossings === 0) first = at
      last = at
      crossings += 1
    }
    before = deviation
    return true
  })
  return (last - first) / (crossings - 1)
}

/** π to double precision: half a turn. */
const PI = Math.PI

/** sin by its series; arguments are at most a right angle. */
function sine(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-18; n += 1) {
    term *= (-x * x) / (2 * n * (2 * n + 1))
    sum += term
  }
  return sum
}

const critical = (d: number): number => 2 * sine(PI / (2 * (2 * d + 1)))

/** d^d ÷ (d + 1)^(d + 1); 1 at d = 0. */
function monotone(d: number): number {
  let value = 1 / (d + 1)
  for (let i = 0; i < d; i += 1) value *= d / (d + 1)
  return value
}

type Column = 0 | 1 | 2 | 3

/** Printed by delay: critical gain, period there, greatest gain without overshoot, Ziegler–Nichols gain of a PID. */
const published: readonly (readonly [d: number, figures?: readonly [number, number, number, number]])[] = [
  [0, [2, 2, 1, 1.2]],
  [1, [1, 6, 0.25, 0.6]],
  [2, [0.618034, 10, 0.14815, 0.3708]],
  [3],
  [4, [0.347296, 18, 0.08192, 0.2084]],
  [5],
  [8, [0.184537, 34, 0.0433, 0.1107]],
]

const rows = (column: Column, relative: number): readonly TheoryRow[] =>
  published.map(([d, figures]) => ({ at: { d }, relative, ...(figures && { printed: figures[column] }) }))

const shared = {
  x: { name: 'd', label: 'Age of the metric d, in evaluations', min: 0, max: 8, whole: true },
  curves: [{}],
  replications: 1,
} as const

const edge: Theory = {
  key: 'criticalGain',
  title: 'Lag times gain: where steadiness ends',
  law: 'stable while k < 2 sin(π ÷ (2 (2d + 1))), when a share k of the error is made good, measured d evaluations ago',
  source: 'Levin, May, Theoretical Population Biology 9, 1976',
  pitfall:
    'd counts evaluations beyond the one that acts: d = 0 gives the familiar k < 2. A ratio rule such as the HPA has ' +
    'k = 1: metrics one evaluation old already put it on the edge.',
  ...shared,
  y: { label: 'Critical gain k' },
  expected: (at) => critical(delayOf(at)),
  measure: (at) => exactly(criticalGain(delayOf(at))),
  rows: rows(0, 0.003),
}

const period: Theory = {
  key: 'periodAtLimit',
  title: 'How long a swing takes at the edge',
  law: 'period = 2 (2d + 1) evaluations',
  source: 'Levin, May 1976',
  pitfall: 'A flapping period of a few evaluations points to lag, not to the load.',
  ...shared,
  y: { label: 'Evaluations per swing' },
  expected: (at) => 2 * (2 * delayOf(at) + 1),
  measure: (at) => exactly(swing(delayOf(at))),
  rows: rows(1, 0.02),
}

const calm: Theory = {
  key: 'calmGain',
  title: 'The greatest gain without overshoot',
  law: 'no overshoot while k ≤ dᵈ ÷ (d + 1)ᵈ⁺¹',
  source: 'Double root of λᵈ⁺¹ = λᵈ − k; in continuous time k τ ≤ 1 ÷ e',
  pitfall: 'Stable is not calm: between this gain and the critical one every change rings.',
  ...shared,
  y: { label: 'Gain k' },
  expected: (at) => monotone(delayOf(at)),
  measure: (at) => exactly(turningPoint(0.01, 1.5, (gain) => overshoots(gain, delayOf(at)))),
  rows: rows(2, 0.003),
}

const tuned: Theory = {
  key: 'zieglerNichols',
  title: 'A controller tuned at the edge',
  law: 'gain of a PID = 0.6 · critical gain; P 0.5, PI 0.45',
  source: 'Ziegler, Nichols, Transactions of the ASME 64, 1942',
  pitfall: 'The rule aims at quarter-amplitude ringing: too lively for instances that take minutes to start.',
  ...shared,
  y: { label: 'Gain of a PID' },
  expected: (at) => 0.6 * critical(delayOf(at)),
  measure: (at) => exactly(0.6 * criticalGain(delayOf(at))),
  rows: rows(3, 0.003),
}

/** What old metrics do to a rule that corrects in proportion. */
export const laggedLaws: readonly Theory[] = [edge, period, calm, tuned]
