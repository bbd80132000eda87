import { createServer, type Server } from '../../../engines/rate-limit/distributed.ts'
import { createKeyed, type Keyed } from '../../../engines/rate-limit/keyed.ts'
import type { LimiterConfig, StateOf } from '../../../engines/rate-limit/limiter.ts'
import { createTiers, type Tiers } from '../../../engines/rate-limit/tiers.ts'
import type { Moment } from '../../../sim/model.ts'
import type { Millis } from '../../../units.ts'
import { LANES } from '../lanes.ts'
import type { LimiterParams } from '../params.ts'
import { type Configs, configsOf, type Rules, rulesOf } from '../rules.ts'
import { type Account, account } from './account.ts'
import type { LimiterEvent, Stream } from './event.ts'
import { type Measures, measures } from './measures.ts'
import { type Trail, trail } from './trail.ts'
import { type TripTable, tripTable } from './trip-table.ts'

/** A moment of this lab. */
export type LimiterMoment = Moment<LimiterParams, LimiterEvent, Stream>

/** The states of all limiters. */
export interface Limiters {
  /** By lane; those of several limits or of the shared server stay empty. */
  readonly stores: readonly Keyed<StateOf<LimiterConfig>>[]
  readonly hybrid: Tiers
  readonly referenceHybrid: Tiers
  readonly gates: Tiers
  readonly shared: Server
  readonly referenceShared: Server
}

/** Counts that only grow: of all users, whatever changes. */
export interface Totals {
  calls: number
  first: number
  /** By lane. */
  readonly admitted: Float64Array
  readonly refused: Float64Array
  /** By lane: of user 1. */
  readonly admittedFirst: Float64Array
  readonly refusedFirst: Float64Array
  /** Of the limiter that the charts followed at the time. */
  followedFirst: number
  followedOthers: number
  droppedFirst: number
  droppedOthers: number
  /** Calls that left the leaky queue of the key looked at. */
  released: number
  /** Refusals of the hybrid and of the gates by the limit that did it. */
  readonly reasons: Record<'burst' | 'sustained' | 'address' | 'gateUser' | 'gateAddress' | 'gateGlobal', number>
}

/** All that there is in a run. */
export interface LimiterWorld {
  configs: Configs
  /** Rules that levels still shown have moved by, oldest first; the last is in force. */
  readonly rules: Rules[]
  limiters: Limiters
  readonly trips: TripTable
  readonly trail: Trail
  measures: Measures
  readonly account: Account
  readonly totals: Totals
  /** The key whose limits are looked at. */
  key: number
  /** Number given to a call last. */
  numbered: number
  /** How far the limiters' clock is from virtual time; at most 0. */
  offset: Millis
  /** Raised when that part of the load changes: calls scheduled before never come. */
  backgroundEra: number
  patternEra: number
  /** Raised when the measures begin anew: what was asked before counts in none of them. */
  measureEra: number
  /** Sums of the users' weights, for drawing one of them. */
  weights: Float64Array
  /** Tokens last set by hand, and when; −1 is never. */
  readonly placed: { at: Millis; tokens: number }
  /** The last burst by hand: when, how many calls, and what each lane had admitted before it. */
  readonly burst: { at: Millis; calls: number; readonly before: Float64Array }
}

/** Limiters that have not been asked yet. */
export const newLimiters = (configs: Configs): Limiters => ({
  stores: Array.from({ length: LANES }, () => createKeyed<StateOf<LimiterConfig>>()),
  hybrid: createTiers(configs.hybrid),
  referenceHybrid: createTiers(configs.referenceHybrid),
  gates: createTiers(configs.gates),
  shared: createServer(),
  referenceShared: createServer(),
})

const totals = (): Totals => ({
  calls: 0,
  first: 0,
  admitted: new Float64Array(LANES),
  refused: new Float64Array(LANES),
  admittedFirst: new Float64Array(LANES),
  refusedFirst: new Float64Array(LANES),
  followedFirst: 0,
  followedOthers: 0,
  droppedFirst: 0,
  droppedOthers: 0,
  released: 0,
  reasons: { burst: 0, sustained: 0, address: 0, gateUser: 0, gateAddress: 0, gateGlobal: 0 },
})

/** The world before its first event. */
export function newWorld(params: LimiterParams, now: Millis): LimiterWorld {
  const configs = configsOf(params)
  return {
    configs,
    rules: [rulesOf(params, now, 0)],
    limiters: newLimiters(configs),
    trips: tripTable(),
    trail: trail(),
    measures: measures(now),
    account: account(params.users + 1),
    totals: totals(),
    key: keyOf(params, watchedUser(params)),
    numbered: 0,
    offset: 0,
    backgroundEra: 0,
    patternEra: 0,
    measureEra: 0,
    weights: new Float64Array(params.users),
    placed: { at: -1, tokens: 0 },
    burst: { at: -1, calls: 0, before: new Float64Array(LANES) },
  }
}

/** The user whose limits the rows show. */
export const watchedUser = (params: LimiterParams): number => Math.min(params.watched, params.users)

/** The address that a user calls from, counted from 1. */
export const addressOf = (params: LimiterParams, user: number): number =>
  ((user - 1) % Math.min(params.addresses, params.users)) + 1

/** The key that a user's calls are counted under. */
export function keyOf(params: LimiterParams, user: number): number {
  if (params.countBy === 'everyone') return 0
  return params.countBy === 'user' ? user : addressOf(params, user)
}
