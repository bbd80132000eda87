import { type CheckConfig, checkDefaults, createCheck } from '../../../engines/health/check.ts'
import { answer, elapse, tick } from '../../../engines/health/check-run.ts'
import { coordinate, repeated, type Theory } from '../../../lab/theory.ts'
import { power } from '../../../sim/exact.ts'

type At = Readonly<Record<string, number>>

const SECOND = 1000

/** The check of a place: its period, its failures in a row and its time-out, in seconds. */
const configAt = (at: At): CheckConfig => ({
  ...checkDefaults,
  interval: SECOND * coordinate(at, 'T'),
  timeout: SECOND * coordinate(at, 'tau'),
  fall: Math.round(coordinate(at, 'k')),
  initial: 'pass',
})

/**
 * Seconds from a crash until the check fails. The probe before the crash passes; the crash comes when `phase` of the
 * period is over.
 */
function secondsToNotice(config: CheckConfig, phase: number): number {
  const check = createCheck(0, config, 0)
  const crash = phase * config.interval
  answer(check, config, tick(check, config, 0), true, 0)
  for (;;) {
    const now = check.due
    const run = tick(check, config, now)
    if (now < crash) answer(check, config, run, true, now)
    else elapse(check, config, run, now + config.timeout)
    if (check.verdict === 'fail') return (now + config.timeout - crash) / SECOND
  }
}

const source = 'Renewal argument; defaults of Kubernetes probes (period 10 s, threshold 3, time-out 1 s)'

const detection: Theory = {
  key: 'detection',
  title: 'Time until a crash is noticed',
  law: 'mean = (k − ½) · T + τ, for k failures in a row, period T, time-out τ and a crash at any moment',
  source,
  pitfall: 'It grows by a whole period with every failure more that is asked for; a shorter time-out gains little.',
  x: { name: 'k', label: 'Failures in a row k', min: 1, max: 8, whole: true },
  y: { label: 'Seconds, mean' },
  curves: [
    { T: 10, tau: 1 },
    { T: 2, tau: 0.5 },
  ],
  expected: (at) => (coordinate(at, 'k') - 0.5) * coordinate(at, 'T') + coordinate(at, 'tau'),
  measure(at, replications, random) {
    const config = configAt(at)
    return repeated(replications, () => secondsToNotice(config, random.uniform()))
  },
  replications: 400,
  rows: [
    { at: { T: 10, k: 3, tau: 1 }, printed: 26, absolute: 0.6 },
    { at: { T: 2, k: 2, tau: 0.5 }, absolute: 0.12 },
  ],
}

const detectionRange: Theory = {
  key: 'detectionRange',
  title: 'Time until a crash is noticed, by the moment of the crash',
  law: '(k − phase) · T + τ: from k · T + τ right after a probe down to (k − 1) · T + τ right before one',
  source,
  pitfall: 'Promise the longest, not the mean: a crash right after a probe waits a whole period for the first failure.',
  x: { name: 'phase', label: 'Share of the period over at the crash', min: 0, max: 1 },
  y: { label: 'Seconds' },
  curves: [
    { T: 10, k: 3, tau: 1 },
    { T: 2, k: 2, tau: 0.5 },
  ],
  expected: (at) => (coordinate(at, 'k') - coordinate(at, 'phase')) * coordinate(at, 'T') + coordinate(at, 'tau'),
  measure: (at) => ({ value: secondsToNotice(configAt(at), coordinate(at, 'phase')), error: 0 }),
  replications: 1,
  rows: [
    { at: { T: 10, k: 3, tau: 1, phase: 1 }, printed: 21, absolute: 1e-9 },
    { at: { T: 10, k: 3, tau: 1, phase: 0 }, printed: 31, absolute: 1e-9 },
    { at: { T: 2, k: 2, tau: 0.5, phase: 1 }, absolute: 1e-9 },
    { at: { T: 2, k: 2, tau: 0.5, phase: 0 }, absolute: 1e-9 },
  ],
}

const falseAlarm: Theory = {
  key: 'falseAlarm',
  title: 'Probes until a healthy target is taken for dead',
  law: 'mean probes = (p⁻ᵏ − 1) ÷ (1 − p), for probes that fail each on its own with probability p',
  source: 'Feller, An Introduction to Probability Theory and Its Applications, vol. 1, XIII.7',
  pitfall: 'Losses that come together are the rule, and then k failures in a row are worth little more than one.',
  x: { name: 'p', label: 'Share of probes lost p', min: 0.02, max: 0.5, log: true },
  y: { label: 'Probes, mean', log: true },
  curves: [{ k: 2 }, { k: 3 }, { k: 4 }],
  expected: (at) => (power(coordinate(at, 'p'), -coordinate(at, 'k')) - 1) / (1 - coordinate(at, 'p')),
  measure(at, replications, random) {
    const p = coordinate(at, 'p')
    const config = configAt({ T: 1, tau: 1, k: coordinate(at, 'k') })
    return repeated(replications, () => {
      const check = createCheck(0, config, 0)
      while (check.verdict === 'pass') {
        const now = check.due
        answer(check, config, tick(check, config, now), !random.chance(p), now)
      }
      return check.runs
    })
  },
  replications: 1000,
  rows: [
    { at: { p: 0.5, k: 3 }, printed: 14, relative: 0.13 },
    { at: { p: 0.1, k: 3 }, printed: 1110, relative: 0.13 },
    { at: { p: 0.01, k: 2 }, printed: 10_100, relative: 0.13 },
    { at: { p: 0.2, k: 3 }, relative: 0.13 },
    { at: { p: 0.3, k: 4 }, relative: 0.13 },
  ],
}

/** A threshold of failures in a row: how soon it notices, and how often it is wrong. */
export const thresholdLaws: readonly Theory[] = [detection, detectionRange, falseAlarm]
