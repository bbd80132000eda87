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

/** Draws a service time. Every distribution has the declared mean; a constant draws nothing. */
export function serviceTime(of: ServiceTime, random: Random): Millis {
  const { serviceTime: mean, serviceVariation: variation } = of
  switch (of.serviceDistribution) {
    case 'constant':
      return mean
    case 'exponential':
      return random.exponential(mean)
    case 'lognormal':
      return random.lognormal(mean, variation)
    case 'pareto':
      // The shape whose variance ÷ mean² = 1 ÷ (shape (shape − 2)) is the one asked for.
      return random.pareto(mean, 1 + Math.sqrt(1 + 1 / (variation * variation)))
  }
}
