import { forgetHost, noteAnswer, type Outliers, sweep } from '../../../engines/health/outlier.ts'
import { type Rotation, rotate } from '../../../engines/health/rotation.ts'
import type { Millis } from '../../../units.ts'
import { sample } from '../../../world/latencies.ts'
import { book } from '../book.ts'
import { CHECKS, dependencies, hostAt, placeOf, SERVICES, serviceOf } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import { nameResults } from './causes.ts'
import { stateOf } from './dependencies.ts'
import { type HealthEvent, happening } from './event.ts'
import { levelOf, noteLevel, PANIC, ROWS_EACH } from './strips.ts'
import { booted, checkOf, configOf, type HealthMoment, type HealthWorld, NEVER, type Replica, WELL } from './world.ts'

const { flow } = book.parts

/** The number of the next answer. */
export function nextSubject(world: HealthWorld): number {
  world.subjects += 1
  return world.subjects
}

/** Whether nothing is the matter with a replica and what it cannot do without. */
function isWell(world: HealthWorld, params: HealthParams, replica: Replica, now: Millis): boolean {
  const { state } = replica.container
  if (replica.ailment !== WELL || state === 'stopping' || !booted(replica, now)) return false
  return dependencies.every(
    (_, dependency) =>
      !world.rules.critical[dependency + 1] || stateOf(world, params, serviceOf(replica.host), dependency) === 'up',
  )
}

/** Whether a host gets traffic because it passes and is not ejected. */
export function isAvailable({ outliers, rotations }: HealthWorld, host: number): boolean {
  const service = serviceOf(host)
  const place = placeOf(host)
  return (rotations[service] as Rotation).passing[place] === 1 && (outliers[service] as Outliers).ejected[place] !== 1
}

/**
 * A host passes or not, as whoever decides about the rotation finds; false when it was so already. `source` is the
 * probe that decided it, below 0 when the process has begun or ended.
 */
export function setPassing(
  world: HealthWorld,
  moment: HealthMoment,
  host: number,
  passing: boolean,
  subject: number,
  source: number,
): boolean {
  const { passing: column } = world.rotations[serviceOf(host)] as Rotation
  const place = placeOf(host)
  if ((column[place] === 1) === passing) return false
  const available = isAvailable(world, host)
  column[place] = passing ? 1 : 0
  if (source >= 0) {
    const { inRow } = checkOf(world.replicas[host] as Replica, source)
    const config = configOf(world.rules, source)
    const needed = passing ? config?.rise : config?.fall
    moment.visit(passing ? flow.letsIn : flow.takesOut, subject, host, inRow, needed ?? 0)
    nameResults(world, moment, host, source, inRow)
  }
  if (available && !passing) left(world, moment, host)
  rotateService(world, moment, serviceOf(host), subject)
  return true
}

/** A host has left the rotation: rightly and how soon, or for nothing. */
function left(world: HealthWorld, moment: HealthMoment, host: number): void {
  const replica = world.replicas[host] as Replica
  world.totals.removals += 1
  if (replica.undetected) detected(world, replica, moment.now)
  else if (isWell(world, moment.params, replica, moment.now)) world.totals.falseRemovals += 1
}

/** What was wrong with a replica reaches no users any more. */
export function detected(world: HealthWorld, replica: Replica, now: Millis): void {
  const after = now - replica.ailingAt
  replica.undetected = false
  sample(world.detections, now, after)
  if (after > world.longestDetection) world.longestDetection = after
}

/** Something goes wrong with a replica. */
export function ails(world: HealthWorld, moment: HealthMoment, replica: Replica, ailment: number): void {
  replica.ailment = ailment
  replica.ailedBy = moment.number
  if (!isAvailable(world, replica.host) || replica.undetected) return
  replica.ailingAt = moment.now
  replica.undetected = true
}

/** Works out anew who gets the traffic of a service. */
export function rotateService(world: HealthWorld, moment: HealthMoment, service: number, subject: number): void {
  const { params } = moment
  const rotation = world.rotations[service] as Rotation
  const ejected = (world.outliers[service] as Outliers).ejected
  const turned = rotate(rotation, params.panicThreshold, params.outliers ? ejected : undefined)
  const { available, hosts, panic } = rotation
  if (turned) {
    if (panic) world.totals.panics += 1
    moment.visit(panic ? flow.panics : flow.calms, subject, available, hosts)
  }
  noteLevel(world.strips, service * ROWS_EACH + CHECKS, panic ? PANIC : levelOf(available, hosts), moment.now)
}

/** A user has had an answer, or none: the load balancer may eject whoever gave it. */
export function userHeard(world: HealthWorld, moment: HealthMoment, host: number, succeeded: boolean): void {
  const service = serviceOf(host)
  const outliers = world.outliers[service] as Outliers
  const place = placeOf(host)
  const available = isAvailable(world, host)
  if (!noteAnswer(outliers, world.rules.outliers, place, succeeded, moment.now)) return
  const subject = nextSubject(world)
  moment.visit(flow.ejects, subject, host, moment.params.outlierErrors, outliers.active)
  const { ailedBy } = world.replicas[host] as Replica
  if (ailedBy > 0) moment.because(ailedBy)
  if (available) left(world, moment, host)
  rotateService(world, moment, service, subject)
}

/** The load balancer looks whose ejections are over. */
export function sweeps(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host: service, run } = event
  if (run !== world.sweepEra) return
  moment.after(moment.params.outlierInterval, event)
  const outliers = world.outliers[service] as Outliers
  const before = outliers.ejected.slice()
  if (sweep(outliers, world.rules.outliers, moment.now) === 0) return
  for (let place = 0; place < before.length; place += 1) {
    if (before[place] !== 1 || outliers.ejected[place] !== 0) continue
    const replica = world.replicas[hostAt(service, place)] as Replica
    moment.visit(flow.returns, nextSubject(world), replica.host, outliers.active)
    if (replica.ailment !== WELL && isAvailable(world, replica.host)) {
      replica.undetected = true
      replica.ailingAt = moment.now
    }
  }
  rotateService(world, moment, service, world.subjects)
}

/** Begins the sweeps, or ends them and lets everybody in. */
export function beginSweeps(world: HealthWorld, moment: HealthMoment): void {
  world.sweepEra += 1
  for (let service = 0; service < SERVICES; service += 1) {
    const outliers = world.outliers[service] as Outliers
    if (moment.params.outliers) {
      moment.after(moment.params.outlierInterval, happening('sweep', service, 0, world.sweepEra))
    } else for (let place = 0; place < outliers.ejected.length; place += 1) forgetHost(outliers, place)
  }
}

/** Longest time until what was wrong with a replica reached no users any more, or has lasted so far; NaN if none. */
export function longestDetection({ longestDetection: longest, replicas }: HealthWorld, now: Millis): Millis {
  let most = longest
  for (const { ailingAt, undetected } of replicas) {
    if (undetected && now - ailingAt > most) most = now - ailingAt
  }
  return most === NEVER ? NaN : most
}
