import { power } from '../../../sim/exact.ts'
import type { Millis } from '../../../units.ts'
import type { LimiterParams } from '../params.ts'
import type { LimiterMoment, LimiterWorld } from './world.ts'

/** Bursts begin so long after the start of their round. */
const LEAD: Millis = 1000

const burstCalls = ({ pattern, patternCalls }: LimiterParams): number =>
  pattern === 'straddler' ? 2 * patternCalls : patternCalls

/** When call `place` of round `round` of bursts is due. */
function burstTime(params: LimiterParams, round: number, place: number, offset: Millis): Millis {
  const { patternCalls: calls, patternEvery, window } = params
  if (params.pattern === 'bursts') return round * patternEvery + LEAD + (place * params.patternSpread) / calls
  const spread = params.patternSpread < window / 2 ? params.patternSpread : window / 2
  return (2 * round + 1) * window - offset - spread + (place * spread) / calls
}

const roundLength = ({ pattern, patternEvery, window }: LimiterParams): Millis =>
  pattern === 'bursts' ? patternEvery : 2 * window

/** Schedules the next call of the background. */
export function scheduleBackground(world: LimiterWorld, moment: LimiterMoment): void {
  const { background, gaps } = moment.params
  if (!(background > 0)) return
  const mean = 1000 / background
  const gap = gaps === 'poisson' ? moment.random.background.exponential(mean) : mean
  moment.after(gap, { type: 'background', call: 0, slot: 0, era: world.backgroundEra })
}

/** Schedules the first call of user 1's pattern that is still to come. */
export function beginPattern(world: LimiterWorld, moment: LimiterMoment): void {
  const { params, now } = moment
  if (params.pattern === 'none') return
  if (params.pattern === 'steady' || params.pattern === 'poisson') {
    schedulePattern(world, moment, 0, 0)
    return
  }
  const length = roundLength(params)
  const calls = burstCalls(params)
  let round = Math.max(0, Math.floor((now + world.offset) / length) - 1)
  let place = 0
  while (burstTime(params, round, place, world.offset) <= now) {
    place += 1
    if (place < calls) continue
    place = 0
    round += 1
  }
  schedulePattern(world, moment, round, place)
}

/** Schedules the call of user 1's pattern with that place in that round. */
function schedulePattern(world: LimiterWorld, moment: LimiterMoment, round: number, place: number): void {
  const { params, now, random } = moment
  const mean = 1000 / params.patternRate
  let due: Millis
  if (params.pattern === 'steady') due = now + mean
  else if (params.pattern === 'poisson') due = now + random.pattern.exponential(mean)
  else due = burstTime(params, round, place, world.offset)
  moment.at(due > now ? due : now, { type: 'pattern', call: place, slot: round, era: world.patternEra })
}

/** Schedules what follows a call of the pattern. */
export function followPattern(world: LimiterWorld, moment: LimiterMoment, round: number, place: number): void {
  const last = place + 1 >= burstCalls(moment.params)
  schedulePattern(world, moment, last ? round + 1 : round, last ? 0 : place + 1)
}

/** Sums the weights of the users: user n counts 1 ÷ n to the power of the inequality. */
export function weigh(weights: Float64Array, inequality: number): void {
  let sum = 0
  for (let i = 0; i < weights.length; i += 1) {
    sum += inequality === 0 ? 1 : 1 / power(i + 1, inequality)
    weights[i] = sum
  }
}

/** Draws a user by weight; always one draw. */
export function drawUser(weights: Float64Array, uniform: number): number {
  const at = uniform * (weights[weights.length - 1] as number)
  let low = 0
  let high = weights.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((weights[middle] as number) > at) high = middle
    else low = middle + 1
  }
  return low + 1
}
