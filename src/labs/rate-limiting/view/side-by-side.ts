import type { LimiterConfig } from '../../../engines/rate-limit/limiter.ts'
import type { Millis } from '../../../units.ts'
import { boundOf, topOf } from '../bounds.ts'
import { type Lane, laneName, laneOf, lanes } from '../lanes.ts'
import { sharedLevel, singleLevel } from '../levels.ts'
import type { LimiterParams } from '../params.ts'
import type { Rules } from '../rules.ts'
import { oldest, placeOf } from '../run/trail.ts'
import type { LimiterWorld } from '../run/world.ts'
import { curveOf, nextTurn } from './curve.ts'
import { rowsOf } from './rows.ts'
import { toldBy } from './told.ts'

/** What one limiter made of the calls. */
export interface Row {
  readonly lane: number
  readonly name: string
  readonly admitted: number
  readonly refused: number
  /** The word for its level, the level now, and what it is compared with. */
  readonly word: string
  readonly level: number
  readonly top: number
  /**
   * What a call would be told at this moment: its wait, and when all is as new; NaN where the limiter does not
   * tell.
   */
  readonly wait: Millis
  readonly reset: Millis
  /** Most units in any span of one window, the end of the last such span, and what the limiter promises. */
  readonly most: number
  readonly mostAt: Millis
  readonly bound: number
  /** By call: 0 undecided, 1 admitted, 2 refused. */
  readonly verdicts: Uint8Array
  /** Times and levels in turn. */
  readonly curve: Float64Array
}

/** Everything that the rows side by side show. */
export interface SideBySide {
  readonly from: Millis
  readonly now: Millis
  readonly window: Millis
  readonly asked: number
  /** Whose calls these are. */
  readonly whose: string
  readonly times: Float64Array
  readonly turns: Float64Array
  readonly rows: readonly Row[]
}

/** How many windows are in sight, and the least time. */
const WINDOWS = 1.6
const LEAST: Millis = 4000

function levelNow(world: LimiterWorld, lane: number, now: Millis): number {
  const single = world.configs.single.find((one) => one.lane === lane) as { readonly config: LimiterConfig } | undefined
  return single
    ? singleLevel(world, single.config, lane, world.key, now)
    : sharedLevel(world, lane === laneOf.referenceShared, world.key)
}

const whose = ({ countBy, users, watched }: LimiterParams): string => {
  if (users === 1) return 'the same for all'
  if (countBy === 'everyone') return 'of all users'
  return countBy === 'user'
    ? `of user ${Math.min(watched, users)}`
    : `from the address of user ${Math.min(watched, users)}`
}

/** Reads what the view shows off the world. */
export function readSideBySide(world: LimiterWorld, params: LimiterParams, now: Millis): SideBySide {
  const { trail } = world
  const from = now - Math.max(LEAST, WINDOWS * params.window)
  const calls: number[] = []
  for (let index = trail.total - 1; index >= oldest(trail); index -= 1) {
    const at = placeOf(index)
    if ((trail.time[at] as number) < from) break
    if (trail.call[at] !== 0) calls.push(at)
  }
  calls.reverse()
  return {
    from,
    now,
    window: params.window,
    asked: world.measures.asked,
    whose: whose(params),
    times: Float64Array.from(calls, (at) => trail.time[at] as number),
    turns: turnsBetween(world.rules.at(-1) as Rules, from, now),
    rows: rowsOf(params).map((lane) => rowOf(world, params, lane, calls, from, now)),
  }
}

function rowOf(
  world: LimiterWorld,
  params: LimiterParams,
  lane: number,
  calls: readonly number[],
  from: Millis,
  now: Millis,
): Row {
  const { measures, rules, trail } = world
  const bit = 1 << lane
  const verdict = (at: number): number =>
    ((trail.decided[at] as number) & bit) === 0 ? 0 : ((trail.admitted[at] as number) & bit) === 0 ? 2 : 1
  const { kind, level: word } = lanes[lane] as Lane
  const told = toldBy(world, params, lane, now)
  const level = kind === 'room' ? told.remaining : levelNow(world, lane, now)
  const curve = curveOf(trail, rules, lane, params.cost, from, now)
  if (kind === 'room') curve.push(now, level)
  return {
    lane,
    name: laneName(lane),
    admitted: measures.admitted[lane] as number,
    refused: measures.refused[lane] as number,
    word,
    level,
    top: topOf(params, lane),
    wait: told.wait,
    reset: told.reset,
    most: measures.most[lane] as number,
    mostAt: measures.mostAt[lane] as number,
    bound: boundOf(params, lane),
    verdicts: Uint8Array.from(calls, verdict),
    curve: Float64Array.from(curve),
  }
}

/** The turns of the window in sight; none when they would stand too close. */
function turnsBetween(rules: Rules, from: Millis, now: Millis): Float64Array {
  const turns: number[] = []
  for (let turn = nextTurn(from, rules); turn <= now; turn += rules.window) turns.push(turn)
  return Float64Array.from(turns.length > 6 ? [] : turns)
}
