import { exp, log } from '../sim/exact.ts'
import type { Random } from '../sim/random.ts'
import type { Millis } from '../units.ts'

/** How long a worker needs for a call. */
export interface ServiceTime {
  readonly serviceDistribution: 'constant' | 'exponential' | 'lognormal' | 'pareto'
  /** The mean of all distributions. */
  readonly serviceTime: Millis
  /** Deviation ÷ mean, above 0, of log-normal and Pareto; the exponential has 1. */
  readonly serviceVariation: number
}

/** What follows from the variation alone, kept from draw to draw: a log-normal's own deviation, a Pareto's shape. */
const derived = { variation: 0, deviation: 0, shape: 0 }

function derive(variation: number): void {
  if (variation === derived.variation) return
  derived.variation = variation
  derived.deviation = Math.sqrt(log(1 + variation * variation))
  // The shape whose variance ÷ mean² = 1 ÷ (shape (shape − 2)) is the one asked for.
  derived.shape = 1 + Math.sqrt(1 + 1 / (variation * variation))
}

/** Draws a service time. Every distribution has the declared mean; a constant draws nothing. */
export function serviceTime(of: ServiceTime, random: Random): Millis {
  const { serviceTime: mean } = of
  switch (of.serviceDistribution) {
    case 'constant':
      return mean
    case 'exponential':
      return random.exponential(mean)
    case 'lognormal': {
      derive(of.serviceVariation)
      const { deviation } = derived
      return mean * exp(random.normal((-deviation * deviation) / 2, deviation))
    }
    case 'pareto':
      derive(of.serviceVariation)
      return random.pareto(mean, derived.shape)
  }
}
