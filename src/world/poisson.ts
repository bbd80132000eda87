import { exp } from '../sim/exact.ts'
import type { Random } from '../sim/random.ts'

/** From this mean on the normal distribution, rounded, stands for Poisson's: the skew that it lacks is under 0.1. */
const LARGE = 100

/** A whole number of arrivals in a span in which `mean` are expected (Poisson), from one draw when `mean` is small. */
export function poisson(mean: number, random: Random): number {
  if (!(mean > 0)) return 0
  if (mean >= LARGE) {
    const drawn = Math.round(random.normal(mean, Math.sqrt(mean)))
    return drawn > 0 ? drawn : 0
  }
  const drawn = random.uniform()
  const most = mean + 200
  let share = exp(-mean)
  let below = share
  let count = 0
  while (drawn >= below && count < most) {
    count += 1
    share *= mean / count
    below += share
  }
  return count
}
