import type { TakeHome } from '../../lab/lesson.ts'
import type { LimiterParams, params } from './params.ts'
import type { LimiterNumbers } from './take-home/numbers.ts'
import { limiterTakeHome } from './take-home.ts'

/** The numbers of the limiter that the charts follow. */
export function numbersOf(given: LimiterParams): LimiterNumbers {
  const { focus } = given
  if (focus === 'hybrid') {
    return {
      algorithm: 'hybrid',
      ratePerSecond: given.hybridRate,
      capacity: given.hybridBurst,
      limit: given.hybridLimit,
      window: given.hybridWindow,
      addressLimit: given.hybridAddress,
      addressWindow: given.hybridWindow,
    }
  }
  if (focus === 'gates') {
    return {
      algorithm: 'multiTier',
      ratePerSecond: given.userRate,
      capacity: given.userBurst,
      limit: given.userRate,
      window: 1000,
      addressLimit: given.addressRate,
      addressWindow: 1000,
      globalPerSecond: given.globalRate,
    }
  }
  return {
    algorithm: focus,
    ratePerSecond: given.refill,
    capacity: given.capacity,
    limit: given.limit,
    window: given.window,
  }
}

/** The limiter that the charts follow, as configuration of the systems that people run. */
export const takeHome: readonly TakeHome<typeof params>[] = limiterTakeHome.map(({ text, ...rest }) => ({
  ...rest,
  text: (given) => text(numbersOf(given)),
}))
