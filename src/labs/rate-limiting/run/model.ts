import { type Keyed, stateFor } from '../../../engines/rate-limit/keyed.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from '../../../engines/rate-limit/limiter.ts'
import type { TokenBucket } from '../../../engines/rate-limit/token-bucket.ts'
import type { Model } from '../../../sim/model.ts'
import { laneOf } from '../lanes.ts'
import type { LimiterParams } from '../params.ts'
import { configsOf, measured, rulesOf } from '../rules.ts'
import { restart, wentOn } from './account.ts'
import { meet } from './deciding.ts'
import { type LimiterEvent, type Stream, streams } from './event.ts'
import { serve, serveAgain } from './gateways.ts'
import { measures, passed } from './measures.ts'
import { noteLevels } from './noting.ts'
import { beginPattern, drawUser, followPattern, scheduleBackground, weigh } from './schedule.ts'
import { note } from './trail.ts'
import { keyOf, type LimiterMoment, type LimiterWorld, newLimiters, newWorld, watchedUser } from './world.ts'

/** Rules that are remembered for levels drawn in the past. */
const RULES_KEPT = 16

function start(moment: LimiterMoment): LimiterWorld {
  const world = newWorld(moment.params, moment.now)
  weigh(world.weights, moment.params.inequality)
  scheduleBackground(world, moment)
  beginPattern(world, moment)
  noteLevels(world, moment.now, world.key, note(world.trail, moment.now, 0, moment.number), false)
  return world
}

function handle(world: LimiterWorld, event: LimiterEvent, moment: LimiterMoment): void {
  switch (event.type) {
    case 'background':
      if (event.era !== world.backgroundEra) return
      scheduleBackground(world, moment)
      meet(world, moment, drawUser(world.weights, moment.random.users.uniform()))
      break
    case 'pattern':
      if (event.era !== world.patternEra) return
      followPattern(world, moment, event.slot, event.call)
      meet(world, moment, 1)
      break
    case 'serve':
      serve(world, event, moment)
      break
    case 'second':
      serveAgain(world, event, moment)
      break
    case 'release':
      release(world, event, moment)
      break
    default:
      byHand(world, event, moment)
  }
}

/** A call leaves the leaky queue of the key looked at. */
function release(world: LimiterWorld, event: LimiterEvent, moment: LimiterMoment): void {
  if (event.era !== world.measureEra) return
  world.totals.released += 1
  wentOn(world.account, moment.now, (event.slot * 1000) / moment.params.refill)
  passed(world.measures, laneOf.leakyQueue, moment.now, moment.params.window, event.slot)
}

function byHand(world: LimiterWorld, event: LimiterEvent, moment: LimiterMoment): void {
  switch (event.type) {
    case 'burst':
      burst(world, event, moment)
      break
    case 'setTokens':
      setTokens(world, event.call, moment)
      break
    case 'setBack':
      world.offset -= event.call
      newRules(world, moment)
      if (moment.params.pattern === 'straddler') anewPattern(world, moment)
      break
    case 'forget':
      forget(world, moment)
      break
  }
}

function burst(world: LimiterWorld, { call: calls, slot: user }: LimiterEvent, moment: LimiterMoment): void {
  world.burst.at = moment.now
  world.burst.calls = calls
  world.burst.before.set(world.measures.admitted)
  for (let i = 0; i < calls; i += 1) meet(world, moment, Math.min(user, moment.params.users))
}

/** The bucket looked at holds so many tokens, at most its capacity, as if a call had just left them there. */
function setTokens(world: LimiterWorld, tokens: number, moment: LimiterMoment): void {
  const clock = moment.now + world.offset
  world.placed.at = moment.now
  world.placed.tokens = Math.min(tokens, moment.params.capacity)
  for (const { lane, config } of world.configs.single) {
    if (config.kind !== 'tokenBucket' && config.kind !== 'referenceTokenBucket') continue
    const store = world.limiters.stores[lane] as Keyed<StateOf<LimiterConfig>>
    const bucket = stateFor(algorithmOf(config), config, store, world.key, clock) as TokenBucket
    bucket.tokens = world.placed.tokens
    bucket.last = clock
  }
  measureAnew(world, moment)
}

/** All limiters start anew; what is still under way belongs to the old ones. */
function forget(world: LimiterWorld, moment: LimiterMoment): void {
  world.limiters = newLimiters(world.configs)
  measureAnew(world, moment)
}

function measureAnew(world: LimiterWorld, moment: LimiterMoment): void {
  world.measures = measures(moment.now)
  world.measureEra += 1
  world.account.released = -Infinity
  restart(world.account)
  newRules(world, moment)
}

/** Levels move by other numbers from now on; a record without a call marks where. */
function newRules(world: LimiterWorld, moment: LimiterMoment): void {
  world.rules.push(rulesOf(moment.params, moment.now, world.offset))
  if (world.rules.length > RULES_KEPT) world.rules.shift()
  const index = note(world.trail, moment.now, 0, moment.number)
  noteLevels(world, moment.now, world.key, index, false)
}

function anewPattern(world: LimiterWorld, moment: LimiterMoment): void {
  world.patternEra += 1
  beginPattern(world, moment)
}

function anewBackground(world: LimiterWorld, moment: LimiterMoment): void {
  world.backgroundEra += 1
  scheduleBackground(world, moment)
}

const patternNames = ['pattern', 'patternRate', 'patternCalls', 'patternSpread', 'patternEvery'] as const

function changed(world: LimiterWorld, before: LimiterParams, moment: LimiterMoment): void {
  const { params } = moment
  const differs = (name: keyof LimiterParams): boolean => params[name] !== before[name]
  world.configs = configsOf(params)
  world.key = keyOf(params, watchedUser(params))
  if (differs('inequality')) weigh(world.weights, params.inequality)
  if (differs('countBy') || differs('addresses')) forget(world, moment)
  else if (measured.some(differs)) measureAnew(world, moment)
  if (differs('background') || differs('gaps')) anewBackground(world, moment)
  const moved = differs('window') && params.pattern === 'straddler'
  if (moved || patternNames.some(differs)) anewPattern(world, moment)
}

/** The rules of this lab's world. */
export const model: Model<LimiterParams, LimiterWorld, LimiterEvent, Stream> = { streams, start, handle, changed }
