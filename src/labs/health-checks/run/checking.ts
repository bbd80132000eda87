import { type Check, inFlight } from '../../../engines/health/check.ts'
import type { CheckEdge } from '../../../engines/health/check-machine.ts'
import { answer, breakOff, elapse, forget, tick } from '../../../engines/health/check-run.ts'
import type { Part } from '../../../machine/part.ts'
import type { Millis } from '../../../units.ts'
import { sample } from '../../../world/latencies.ts'
import { book } from '../book.ts'
import { CHECKS, checkNames, dependencies, SERVICES, serviceOf } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import { ask, reply } from './dependencies.ts'
import { type HealthEvent, happening } from './event.ts'
import { FAILED, noteResult, PASSED, SILENT } from './results.ts'
import { levelOf, noteLevel, ROWS_EACH } from './strips.ts'
import { checkOf, type HealthMoment, type HealthWorld, LEAKING, place, type Replica } from './world.ts'

const parts: Readonly<Record<CheckEdge, Part>> = book.parts.check

/** The process looks after itself in no time. */
const OWN: Millis = 1

/** The replica that the machines follow; the last one if there are fewer. */
export const followed = ({ followReplica }: HealthParams, hosts: number): number =>
  followReplica < hosts ? followReplica : hosts - 1

/** Runs begin at multiples of this share of a millisecond, so that adding a time-out and taking it off is exact. */
const GRAIN = 1024

/** Sets the timer of a source to its next tick, if that has changed. */
export function plan(world: HealthWorld, moment: HealthMoment, host: number, source: number): void {
  const check = checkOf(world.replicas[host] as Replica, source)
  const at = place(host, source)
  const time = Math.ceil(Math.max(check.due, moment.now) * GRAIN) / GRAIN
  if (world.planned[at] === time) return
  world.planned[at] = time
  check.due = time
  if (time < Infinity) moment.at(time, happening(source < CHECKS ? 'tick' : 'probe', host, source))
}

/** Visits the edges that a check has taken, when the machine shows it. */
export function follow(world: HealthWorld, moment: HealthMoment, host: number, source: number): void {
  const { params } = moment
  const check = (world.replicas[host] as Replica).checks[source] as Check
  const { edges, numbers, count } = check.trail
  const shown =
    params.follow === 'all' ||
    (params.follow === checkNames[source] && host === followed(params, world.replicas.length))
  if (!shown) return
  for (let i = 0; i < count; i += 1) {
    const at = i * 4
    moment.visit(
      parts[edges[i] as CheckEdge],
      numbers[at] as number,
      numbers[at + 1] as number,
      numbers[at + 2] as number,
      numbers[at + 3] as number,
    )
  }
}

/** Keeps our own count of the runs in flight of a source. */
export function countOut(world: HealthWorld, at: number, change: 1 | -1): void {
  const { account } = world
  const out = (account.out[at] as number) + change
  account.out[at] = out
  if (out > account.mostOut) account.mostOut = out
}

/** A run has ended after being in flight since `begun`: within its time-out, unless that has changed meanwhile. */
export function countOverdue(world: HealthWorld, begun: Millis, timeout: Millis, now: Millis): void {
  const since = begun > world.marks.timeoutsAt ? begun : world.marks.timeoutsAt
  if (now - since > timeout) world.account.overdue += 1
}

/** The timer of a check ticks. */
export function checkTicks(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host, source } = event
  if (world.planned[place(host, source)] !== moment.now) return
  const { now, params, random } = moment
  const check = (world.replicas[host] as Replica).checks[source] as Check
  const config = world.rules.checks[source] as HealthWorld['rules']['balancer']
  const jitter = config.jitter > 0 ? random.jitter.uniform() : 0.5
  const run = tick(check, config, now, jitter)
  follow(world, moment, host, source)
  plan(world, moment, host, source)
  if (run === 0) return
  countOut(world, place(host, source), 1)
  world.totals.checkRuns += 1
  question(world, moment, host, source, params)
  const { after, good } = reply
  const flaky = source === 2 && random.flaky.chance(params.checkErrors)
  if (after <= config.timeout) {
    moment.after(after, happening('checked', host, source, run, good && !flaky ? 1 : 0))
  }
  if (after >= config.timeout) moment.after(config.timeout, happening('checkTimer', host, source, run))
  if (after > config.timeout && after < Infinity) {
    moment.after(after, happening('checked', host, source, run, good && !flaky ? 1 : 0))
  }
}

/** Asks what the check is about; fills `reply`. */
function question(
  world: HealthWorld,
  moment: HealthMoment,
  host: number,
  source: number,
  { checkCost }: HealthParams,
): void {
  if (source > 0) {
    ask(world, moment, host, source - 1, checkCost)
    return
  }
  reply.after = OWN
  reply.good = (world.replicas[host] as Replica).ailment !== LEAKING
}

/** An answer to a run comes, perhaps too late. */
export function checkAnswers(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host, source, run, word } = event
  const check = (world.replicas[host] as Replica).checks[source] as Check
  const config = world.rules.checks[source] as HealthWorld['rules']['balancer']
  const { begun, verdict } = check
  const counted = answer(check, config, run, word === 1, moment.now)
  follow(world, moment, host, source)
  if (!counted) return
  countOverdue(world, begun, config.timeout, moment.now)
  ended(world, moment, host, source, verdict)
}

/** The time of a run is up. */
export function checkElapses(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host, source, run } = event
  const check = (world.replicas[host] as Replica).checks[source] as Check
  const config = world.rules.checks[source] as HealthWorld['rules']['balancer']
  const { begun, verdict } = check
  const counted = elapse(check, config, run, moment.now)
  follow(world, moment, host, source)
  if (!counted) return
  countOverdue(world, begun, config.timeout, moment.now)
  ended(world, moment, host, source, verdict)
}

function ended(world: HealthWorld, moment: HealthMoment, host: number, source: number, before: Check['verdict']): void {
  const check = (world.replicas[host] as Replica).checks[source] as Check
  const at = place(host, source)
  const { last, took, verdict } = check
  countOut(world, at, -1)
  noteResult(
    world.results,
    at,
    moment.number,
    moment.now,
    last === 'pass' ? PASSED : last === 'timeout' ? SILENT : FAILED,
  )
  const spent = world.took[source]
  if (spent) sample(spent, moment.now, took)
  if (last !== 'pass') nameCause(world, moment, host, source)
  world.marks.told[at] = moment.number
  plan(world, moment, host, source)
  if (verdict !== before) showLevel(world, moment.now, serviceOf(host), source)
}

/** What made a run fail, as far as it is known. */
function nameCause(world: HealthWorld, moment: HealthMoment, host: number, source: number): void {
  const { marks, replicas } = world
  const dependency = source - 1
  const cause =
    dependency < 0
      ? (replicas[host] as Replica).ailedBy
      : Math.max(
          marks.dependency[dependency] as number,
          marks.cut[serviceOf(host) * dependencies.length + dependency] as number,
        )
  if (cause > 0) moment.because(cause)
}

/** Writes how many replicas of a service pass a check into the strips. */
export function showLevel(world: HealthWorld, now: Millis, service: number, source: number): void {
  let good = 0
  let all = 0
  for (let host = service; host < world.replicas.length; host += SERVICES) {
    all += 1
    if ((world.replicas[host] as Replica).checks[source]?.verdict === 'pass') good += 1
  }
  noteLevel(world.strips, service * ROWS_EACH + source, levelOf(good, all), now)
}

/** The process ends, and with it its checks: runs in flight break off. */
export function checksStop(world: HealthWorld, moment: HealthMoment, host: number): void {
  const { checks } = world.replicas[host] as Replica
  for (let source = 0; source < CHECKS; source += 1) {
    const check = checks[source] as Check
    if (inFlight(check)) {
      countOut(world, place(host, source), -1)
      breakOff(check, world.rules.checks[source] as HealthWorld['rules']['balancer'], check.run, moment.now)
      follow(world, moment, host, source)
    }
    check.due = Infinity
    world.planned[place(host, source)] = Infinity
  }
}

/** A new process begins: nothing is known yet, and its timers start. */
export function checksStart(world: HealthWorld, moment: HealthMoment, host: number): void {
  const { now, params, random } = moment
  const { checks } = world.replicas[host] as Replica
  for (let source = 0; source < CHECKS; source += 1) {
    const check = checks[source] as Check
    const config = world.rules.checks[source] as HealthWorld['rules']['balancer']
    forget(check, config, now)
    follow(world, moment, host, source)
    const phase = params.firstRuns === 'spread' ? config.interval * random.phases.uniform() : 0
    check.due = now + phase
    plan(world, moment, host, source)
    showLevel(world, now, serviceOf(host), source)
  }
}
