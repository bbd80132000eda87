import { thresholdProposal } from '../../../engines/autoscaling/threshold.ts'
import { coordinate, type Measured, type Theory, type TheoryRow } from '../../../lab/theory.ts'

type At = Readonly<Record<string, number>>

const exactly = (value: number): Measured => ({ value, error: 0 })

/** Steps within one delay. */
const FINENESS = 1000
const SWINGS = 4

/** Greatest deviation and mean period of the cycle that thresholds at ±h fall into. */
interface Cycle {
  readonly amplitude: number
  readonly period: number
}

/**
 * The thresholds on a metric that climbs or falls at `rate`: once instances are added it falls, once they are removed
 * it climbs, each `delay` after the decision. The first swing is not counted.
 */
function cycleOf(rate: number, delay: number, bound: number): Cycle {
  const config = { upper: bound, lower: -bound, up: 1, down: 1 }
  const step = delay / FINENESS
  /** Decisions under way, by the step in which they take effect. */
  const decided = new Int8Array(FINENESS)
  let [metric, slope, wanted] = [0, 1, 1]
  let [amplitude, crossings, first, last] = [0, 0, NaN, NaN]
  for (let at = 0; crossings <= SWINGS; at += 1) {
    const place = at % FINENESS
    if (at >= FINENESS) slope = decided[place] as number
    const { direction } = thresholdProposal(config, { cpu: metric, memory: 0, rps: 0 }, 1)
    if (direction !== 'hold') wanted = direction === 'up' ? -1 : 1
    decided[place] = wanted
    const before = metric
    metric += slope * rate * step
    if (crossings > 0) amplitude = Math.max(amplitude, Math.abs(metric))
    if (before < 0 && metric >= 0) {
      if (crossings === 0) first = at
      last = at
      crossings += 1
    }
  }
  return { amplitude, period: ((last - first) * step) / (crossings - 1) }
}

const measured = (at: At): Cycle => cycleOf(coordinate(at, 'r'), coordinate(at, 'd'), coordinate(at, 'h'))

const rows = (read: (printed: readonly [number, number]) => number): readonly TheoryRow[] =>
  (
    [
      [1, 2, 1, [3, 12]],
      [2, 1, 0.5, [2.5, 5]],
      [1, 5, 0],
    ] as const
  ).map(([r, d, h, printed]) => ({ at: { r, d, h }, relative: 0.01, ...(printed && { printed: read(printed) }) }))

const shared = {
  source: 'Relay with delay; derived for a metric that climbs and falls at one rate',
  x: { name: 'd', label: 'Delay d until an action shows', min: 0.5, max: 10 },
  curves: [
    { r: 1, h: 1 },
    { r: 1, h: 0 },
  ],
  replications: 1,
} as const

const amplitude: Theory = {
  key: 'relayAmplitude',
  title: 'How far thresholds overshoot',
  law: 'amplitude = h + r · d, for thresholds at ±h and a metric that moves at rate r',
  pitfall: 'A wider band does not lessen the overshoot, it adds to it; only a shorter delay does.',
  ...shared,
  y: { label: 'Greatest deviation' },
  expected: (at) => coordinate(at, 'h') + coordinate(at, 'r') * coordinate(at, 'd'),
  measure: (at) => exactly(measured(at).amplitude),
  rows: rows(([first]) => first),
}

const period: Theory = {
  key: 'relayPeriod',
  title: 'How often thresholds flap',
  law: 'period = 4 (d + h ÷ r)',
  pitfall: 'What a wider band buys is time: fewer actions, not smaller swings.',
  ...shared,
  y: { label: 'Time of a full swing' },
  expected: (at) => 4 * (coordinate(at, 'd') + coordinate(at, 'h') / coordinate(at, 'r')),
  measure: (at) => exactly(measured(at).period),
  rows: rows(([, second]) => second),
}

/** The cycle of two thresholds whose actions show late. */
export const relayLaws: readonly Theory[] = [amplitude, period]
