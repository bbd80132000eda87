import type { BreakerParams } from './params.ts'
import { configOf } from './rules.ts'

type Taken = (part: string) => boolean

const byHand = ['forces', 'disables', 'resets'] as const

/** The steps by hand are drawn once one was taken; the rest where the rules in force can take them. */
export function machineOmits(params: BreakerParams, taken: Taken): readonly string[] {
  const config = configOf(params)
  const gives = config.halfOpenLongest > 0
  return [
    ...(config.slow ? [] : ['opensSlow']),
    ...(config.lateResults === 'present' && config.waitFrom === 'lastFailure' ? [] : ['prolongs']),
    ...(gives && config.halfOpenThen === 'open' ? [] : ['givesUp']),
    ...(gives && config.halfOpenThen === 'closed' ? [] : ['presumes']),
    ...(byHand.some(taken) ? [] : byHand),
  ]
}

/** Ways that the rules in force never send a call. */
export function flowOmits(params: BreakerParams, taken: Taken): readonly string[] {
  const config = configOf(params)
  const weighed = config.verdict === 'rate' || config.ignored === 'reopens'
  return [
    ...(taken('whenForced') ? [] : ['whenForced']),
    params.fallback ? 'turnsAway' : 'standsIn',
    ...(config.judgedOn === 'everyResult' ? [] : ['judged']),
    ...(weighed ? [] : ['probeWeighs']),
    ...(weighed || config.slow ? [] : ['tooManyBad']),
    ...(config.lateResults === 'present' || !params.lock ? [] : ['lateGood', 'lateBad']),
  ]
}

/** Threads that there are not, and what only happens with the lock or only without it. */
export function threadsOmit({ lock, threads }: BreakerParams): readonly string[] {
  return [
    ...(threads > 1 ? [] : ['second']),
    ...(threads > 2 ? [] : ['third']),
    ...(threads > 3 ? [] : ['others']),
    ...(lock ? ['walksIn', 'walksOver', 'loses', 'doubles'] : ['checks', 'counts']),
  ]
}
