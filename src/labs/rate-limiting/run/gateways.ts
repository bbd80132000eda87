import { blankDecision } from '../../../engines/rate-limit/decision.ts'
import {
  type DistributedConfig,
  firstTrip,
  type Server,
  secondTrip,
  verdict,
  withoutServer,
} from '../../../engines/rate-limit/distributed.ts'
import type { Millis } from '../../../units.ts'
import { LANES, laneOf } from '../lanes.ts'
import { sharedLevel } from '../levels.ts'
import type { LimiterEvent } from './event.ts'
import { settle } from './settling.ts'
import { oldest, placeOf } from './trail.ts'
import { arrived, depart, type Travel } from './trip-table.ts'
import type { LimiterMoment, LimiterWorld } from './world.ts'

const decision = blankDecision()

/** One way between a gateway and the server. */
function way(moment: LimiterMoment): Millis {
  const { latency, jitter } = moment.params
  return latency * (1 + jitter * (2 * moment.random.network.uniform() - 1))
}

/** What the clock of a gateway shows: skew of the last one, read in steps. */
function readingOf(world: LimiterWorld, moment: LimiterMoment, gateway: number): Millis {
  const { gateways, resolution, skew } = moment.params
  const time = moment.now + world.offset + (gateway === gateways - 1 ? skew : 0)
  return resolution > 0 ? Math.floor(time / resolution) * resolution : time
}

/** A call sets out from a gateway to the shared server, once for each kind of code, over the same ways. */
export function setOut(
  world: LimiterWorld,
  moment: LimiterMoment,
  call: number,
  user: number,
  key: number,
  index: number,
): void {
  const gateway = moment.random.gateways.below(moment.params.gateways)
  const reading = readingOf(world, moment, gateway)
  const there = way(moment)
  const rest = way(moment) + way(moment)
  for (const lane of [laneOf.distributed, laneOf.referenceShared]) {
    const slot = depart(world.trips)
    const travel = world.trips.travels[slot] as Travel
    travel.call = call
    travel.user = user
    travel.key = key
    travel.lane = lane
    travel.index = index
    travel.reading = reading
    travel.rest = rest
    moment.after(there, { type: 'serve', call, slot, era: world.measureEra })
  }
}

const configOf = (world: LimiterWorld, lane: number): DistributedConfig =>
  lane === laneOf.distributed ? world.configs.shared : world.configs.referenceShared

const serverOf = (world: LimiterWorld, lane: number): Server =>
  lane === laneOf.distributed ? world.limiters.shared : world.limiters.referenceShared

/** The first trip reaches the server, which settles what the gateway will be told. */
export function serve(world: LimiterWorld, event: LimiterEvent, moment: LimiterMoment): void {
  const travel = world.trips.travels[event.slot] as Travel
  const config = configOf(world, travel.lane)
  const { cost, server } = moment.params
  travel.second = 'none'
  if (server === 'away') withoutServer(config, decision)
  else {
    firstTrip(config, serverOf(world, travel.lane), travel.key, travel.reading, moment.now, cost, travel.trip)
    travel.second = verdict(config, travel.trip, decision)
    updateLevel(world, travel)
  }
  // When measures began anew in between, the call belongs to none that still counts.
  const index = event.era === world.measureEra ? travel.index : -1
  settle(world, moment, travel.lane, travel.user, index, decision.allowed, cost)
  if (travel.second === 'none') arrived(world.trips, event.slot)
  else moment.after(travel.rest, { type: 'second', call: travel.call, slot: event.slot, era: event.era })
}

/** The second trip reaches the server, if it is there: what is lost here stays undone. */
export function serveAgain(world: LimiterWorld, event: LimiterEvent, moment: LimiterMoment): void {
  const travel = world.trips.travels[event.slot] as Travel
  if (moment.params.server === 'up') {
    const config = configOf(world, travel.lane)
    secondTrip(config, serverOf(world, travel.lane), travel.key, moment.now, travel.trip, travel.second)
    updateLevel(world, travel)
  }
  arrived(world.trips, event.slot)
}

/** The entries of the key are noted with the call that changed them. */
function updateLevel(world: LimiterWorld, { index, key, lane }: Travel): void {
  if (index < oldest(world.trail) || index < 0) return
  world.trail.levels[placeOf(index) * LANES + lane] = sharedLevel(world, lane === laneOf.referenceShared, key)
}
