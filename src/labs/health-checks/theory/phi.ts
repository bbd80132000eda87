import { createGaps, type GapModel, heartbeat, type PhiConfig, suspects } from '../../../engines/gossip/phi.ts'
import { coordinate, type Theory } from '../../../lab/theory.ts'
import { exp, log } from '../../../sim/exact.ts'
import type { Millis } from '../../../units.ts'

const maths = { log, exp }
const LN10 = log(10)
const WINDOW = 100
const MEAN = 1000

/** The silence at which the detector suspects, after heartbeats with gaps of this mean and deviation. */
function silenceUntilSuspected(model: GapModel, threshold: number, mean: Millis, deviation: Millis): Millis {
  const config: PhiConfig = {
    model,
    threshold,
    window: WINDOW,
    smallestDeviation: 0,
    acceptablePause: 0,
    firstEstimate: mean,
  }
  const gaps = createGaps(config)
  let now = 0
  heartbeat(gaps, config, now)
  for (let i = 0; i < WINDOW; i += 1) {
    now += i % 2 === 0 ? mean - deviation : mean + deviation
    heartbeat(gaps, config, now)
  }
  let [trusted, suspected] = [0, 64 * mean]
  while (suspected - trusted > 0.001) {
    const middle = (trusted + suspected) / 2
    if (suspects(gaps, config, now + middle, maths)) suspected = middle
    else trusted = middle
  }
  return suspected
}

const SPLIT = 0.02425

/**
 * The y that a standard normal exceeds with probability `tail`, within 2e-9 of it (Acklam's rational approximation).
 */
function normalBeyond(tail: number): number {
  if (tail > SPLIT) {
    const q = 0.5 - tail
    const r = q * q
    return (
      (polynomial(
        r,
        [
          -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
          2.506628277459239,
        ],
      ) *
        q) /
      polynomial(
        r,
        [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
      )
    )
  }
  const q = Math.sqrt(-2 * log(tail))
  const above = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ]
  const below = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
  return -polynomial(q, above) / polynomial(q, below)
}

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/** The y at which the logistic curve leaves `tail`: the root of 0.070566 y³ + 1.5976 y = ln(1 ÷ tail − 1) (Cardano). */
function logisticBeyond(tail: number): number {
  const p = 1.5976 / 0.070566 / 3
  const q = log(1 / tail - 1) / 0.070566 / 2
  const root = Math.sqrt(q * q + p * p * p)
  return cubeRoot(q + root) - cubeRoot(root - q)
}

const cubeRoot = (x: number): number => exp(log(x) / 3)

const source = 'Hayashibara, Défago, Yared, Katayama, The φ Accrual Failure Detector, SRDS 2004'
const x = { name: 'phi', label: 'Threshold φ', min: 0.5, max: 12 } as const
const curves = [
  { mean: MEAN, deviation: 100 },
  { mean: MEAN, deviation: 200 },
]
const WITHIN = 0.6

function bell(model: 'normal' | 'logistic', texts: Pick<Theory, 'title' | 'law' | 'source' | 'pitfall'>): Theory {
  const beyond = model === 'normal' ? normalBeyond : logisticBeyond
  return {
    key: model === 'normal' ? 'phiNormal' : 'phiLogistic',
    ...texts,
    x,
    y: { label: 'Silence until suspected, ms' },
    curves,
    expected: (at) => coordinate(at, 'mean') + coordinate(at, 'deviation') * beyond(exp(-LN10 * coordinate(at, 'phi'))),
    measure: (at) => ({
      value: silenceUntilSuspected(model, coordinate(at, 'phi'), coordinate(at, 'mean'), coordinate(at, 'deviation')),
      error: 0,
    }),
    replications: 1,
    rows: rows(model),
  }
}

const rows = (model: 'normal' | 'logistic'): Theory['rows'] =>
  model === 'normal'
    ? [
        ...printed([1, 2, 3, 5, 8], [1128.2, 1232.6, 1309, 1426.5, 1561.2]),
        { at: { mean: MEAN, deviation: 200, phi: 8 }, absolute: WITHIN },
      ]
    : [
        ...printed([1, 3, 5, 8, 12], [1128.2, 1305.9, 1411.9, 1522.6, 1629.2]),
        ...[1, 3, 5, 8, 12].map((phi) => ({ at: { mean: MEAN, deviation: 200, phi }, absolute: WITHIN })),
      ]

const printed = (phis: readonly number[], times: readonly number[]) =>
  phis.map((phi, i) => ({
    at: { mean: MEAN, deviation: 100, phi },
    printed: times[i] as number,
    absolute: WITHIN,
  }))

const exponential: Theory = {
  key: 'phiExponential',
  title: 'Silence until φ suspects, gaps taken to be exponential',
  law: 'φ · ln 10 · mean',
  source: `${source}; the exponential form is Cassandra's`,
  pitfall: 'The deviation plays no part: steady heartbeats gain nothing, and the wait is many times the mean.',
  x,
  y: { label: 'Multiples of the mean gap' },
  curves: [{}],
  expected: (at) => coordinate(at, 'phi') * LN10,
  measure: (at) => ({
    value: silenceUntilSuspected('exponential', coordinate(at, 'phi'), MEAN, 100) / MEAN,
    error: 0,
  }),
  replications: 1,
  rows: [1, 3, 5, 8].map((phi) => ({ at: { phi }, absolute: WITHIN / MEAN })),
}

/** The φ accrual detector: the silence at which each model of the gaps suspects. */
export const phiLaws: readonly Theory[] = [
  bell('normal', {
    title: 'Silence until φ suspects, gaps taken to be normal',
    law: 'mean + deviation · y, where a standard normal exceeds y with probability 10⁻ᵠ',
    source,
    pitfall: 'Gaps of real networks have heavier tails than the normal: false alarms come far more often than 10⁻ᵠ.',
  }),
  bell('logistic', {
    title: 'Silence until φ suspects, by the logistic approximation',
    law: 'mean + deviation · y, where 1.5976 y + 0.070566 y³ = ln(10ᵠ − 1)',
    source: `${source}; the approximation is Akka's`,
    pitfall: 'Beyond y = 4 it overstates φ: at threshold 8 and deviation 100 ms it fires 39 ms before the exact tail.',
  }),
  exponential,
]
