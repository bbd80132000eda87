import { type Proposal, propose, type Reading } from './reading.ts'

/** Two thresholds on CPU with a band between them in which nothing happens. */
export interface ThresholdConfig {
  /** Instances are added when CPU is strictly above this share. */
  readonly upper: number
  /** Instances are removed when CPU is strictly below this share. */
  readonly lower: number
  /** Instances added at once. */
  readonly up: number
  /** Instances removed at once. */
  readonly down: number
}

/** The document's numbers: above 80 % up, below 30 % down, exactly 30 % and exactly 80 % hold. */
export const usualThresholds: ThresholdConfig = { upper: 0.8, lower: 0.3, up: 1, down: 1 }

/** CPU > upper: up; CPU < lower: down; both bounds themselves hold. Not a number (no metric) holds. */
export function thresholdProposal(config: ThresholdConfig, { cpu }: Reading, current: number): Proposal {
  if (cpu > config.upper) return propose(current, current + config.up, 'above', cpu, config.upper)
  if (cpu < config.lower) return propose(current, current - config.down, 'below', cpu, config.lower)
  return propose(current, current, Number.isNaN(cpu) ? 'noMetric' : 'between', cpu, config.upper)
}

/**
 * Whether removing `down` of `current` instances at the lower threshold would carry the rest above the upper one, or
 * adding `up` at the upper threshold would carry them below the lower one: with load spread evenly, the rule then flaps
 * by arithmetic alone (1 instance at 85 % + 2 leaves 28 %; 3 at 29 % − 2 leave 87 %).
 */
export function flapsByArithmetic(config: ThresholdConfig, current: number): 'up' | 'down' | 'no' {
  const left = current - config.down
  if (left > 0 && (config.lower * current) / left > config.upper) return 'down'
  return (config.upper * current) / (current + config.up) < config.lower ? 'up' : 'no'
}
