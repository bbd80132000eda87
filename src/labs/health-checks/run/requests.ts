import type { Outliers } from '../../../engines/health/outlier.ts'
import { nextHost, type Rotation } from '../../../engines/health/rotation.ts'
import type { Millis } from '../../../units.ts'
import { API, CACHE, DB, hostAt, SERVICES } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import { ask, BOUNCE, reply, serves } from './dependencies.ts'
import { type HealthEvent, happening } from './event.ts'
import { userHeard } from './rotating.ts'
import { booted, GRAY, type HealthMoment, type HealthWorld, HUNG, LEAKING, type Replica } from './world.ts'

/** How a request ends: served, or failed at a dependency or at the replica; one more is added if it was needless. */
const SERVED = 0
const DEPENDENCY = 1
const REPLICA = 2
const NEEDLESS = 4

/** How long a request keeps a dependency busy. */
const COST: Millis = 1

/** Schedules the next request. */
export function scheduleRequest(world: HealthWorld, moment: HealthMoment): void {
  const { arrivalRate } = moment.params
  if (arrivalRate <= 0) return
  moment.after(moment.random.arrivals.exponential(1000 / arrivalRate), happening('request', 0, 0, world.loadEra))
}

/** A user's request has come due. */
export function requestComes(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  if (event.run !== world.loadEra) return
  scheduleRequest(world, moment)
  request(world, moment)
}

/** One request of a user: what it needs, who gets it, and how it will end. */
export function request(world: HealthWorld, moment: HealthMoment): void {
  const { params, random } = moment
  world.totals.requests += 1
  world.requests += 1
  const service = random.requests.below(SERVICES)
  const cached = random.requests.chance(params.cacheHits) && serves(world, params, service, CACHE)
  const needsApi = random.requests.chance(params.needsApi)
  const possible = (cached || serves(world, params, service, DB)) && (!needsApi || serves(world, params, service, API))
  const rotation = world.rotations[service] as Rotation
  const place = nextHost(rotation)
  if (place < 0) {
    world.totals.refused += 1
    if (possible) world.totals.needless += 1
    return
  }
  const host = hostAt(service, place)
  if (!rotation.panic && !allowed(world, params, service, place)) world.account.strays += 1
  const replica = world.replicas[host] as Replica
  world.account.underWay += 1
  replica.inFlight += 1
  const outcome = work(world, moment, replica, cached, needsApi)
  const needless = outcome !== SERVED && possible ? NEEDLESS : 0
  moment.after(spent.time, happening('reply', host, 0, replica.container.era, outcome + needless, world.requests))
}

const allowed = ({ outliers, rotations }: HealthWorld, params: HealthParams, service: number, place: number) =>
  (rotations[service] as Rotation).passing[place] === 1 &&
  !(params.outliers && (outliers[service] as Outliers).ejected[place] === 1)

/** How long the request at hand takes. */
const spent = { time: 0 }

/** What becomes of a request at a replica; fills `spent`. */
function work(world: HealthWorld, moment: HealthMoment, replica: Replica, cached: boolean, needsApi: boolean): number {
  const { now, params, random } = moment
  const own = random.service.exponential(params.serviceTime)
  if (replica.container.state !== 'waiting' && replica.ailment === HUNG) {
    spent.time = params.patience
    return REPLICA
  }
  spent.time = BOUNCE
  if (!booted(replica, now) || replica.inFlight > params.capacity) return REPLICA
  spent.time = Math.min(own, params.patience)
  if (replica.ailment === LEAKING || replica.ailment === GRAY || own >= params.patience) return REPLICA
  let outcome = SERVED
  if (!cached) outcome = query(world, moment, replica.host, DB)
  if (needsApi && outcome === SERVED) outcome = query(world, moment, replica.host, API)
  return outcome
}

/** One question of a request to a dependency; adds to `spent`. */
function query(world: HealthWorld, moment: HealthMoment, host: number, dependency: number): number {
  const { patience } = moment.params
  ask(world, moment, host, dependency, COST)
  const time = spent.time + reply.after
  spent.time = Math.min(time, patience)
  return reply.good && time < patience ? SERVED : DEPENDENCY
}

/** A request ends. */
export function replies(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host, run, word } = event
  const { params } = moment
  const replica = world.replicas[host] as Replica
  const { totals } = world
  world.account.underWay -= 1
  const needless = word >= NEEDLESS
  let outcome = needless ? word - NEEDLESS : word
  let spoilt = needless
  if (replica.container.era === run && replica.container.state !== 'waiting') replica.inFlight -= 1
  else if (outcome === SERVED) {
    outcome = REPLICA
    spoilt = true
  }
  if (outcome === SERVED) totals.served += 1
  else if (outcome === DEPENDENCY) totals.dependency += 1
  else totals.replica += 1
  if (spoilt) totals.needless += 1
  if (params.outliers) userHeard(world, moment, host, outcome === SERVED)
}

/** Many requests at once. */
export function burst(world: HealthWorld, moment: HealthMoment, count: number): void {
  for (let i = 0; i < count; i += 1) request(world, moment)
}
