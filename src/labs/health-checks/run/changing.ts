import { inFlight } from '../../../engines/health/check.ts'
import { breakOff } from '../../../engines/health/check-run.ts'
import { CHECKS, dependencies, SERVICES, SOURCES } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import { type Rules, rulesOf } from '../rules.ts'
import { countOut, plan } from './checking.ts'
import { happening } from './event.ts'
import { scheduleRequest } from './requests.ts'
import { beginSweeps, rotateService } from './rotating.ts'
import { beginWatching } from './watching.ts'
import { checkOf, configOf, type HealthMoment, type HealthWorld, place, type Replica } from './world.ts'

/** After parameters have changed: new rules, timers in step with them, and the rotation worked out anew. */
export function applyChanges(world: HealthWorld, before: HealthParams, moment: HealthMoment): void {
  const { params } = moment
  const differs = (name: keyof HealthParams): boolean => params[name] !== before[name]
  const old = world.rules
  world.rules = rulesOf(params)
  dependencies.forEach((name, dependency) => {
    if (differs(name) || (differs('slowLatency') && params[name] === 'slow'))
      world.marks.dependency[dependency] = params[name] === 'up' ? 0 : moment.number
  })
  if (params.probeLoss > before.probeLoss) world.marks.probeLoss = moment.number
  for (let source = 0; source < SOURCES; source += 1) retime(world, moment, old, source)
  if (differs('outliers') || differs('outlierInterval')) beginSweeps(world, moment)
  if (differs('outliers') || differs('panicThreshold')) {
    for (let service = 0; service < SERVICES; service += 1) rotateService(world, moment, service, 0)
  }
  if (differs('watchPeriod')) beginWatching(world, moment)
  if (differs('arrivalRate')) {
    world.loadEra += 1
    scheduleRequest(world, moment)
  }
}

/** The timers of a source keep their phase in a new interval; runs in flight have the new time-out. */
function retime(world: HealthWorld, moment: HealthMoment, old: Rules, source: number): void {
  const [was, is] = [configOf(old, source), configOf(world.rules, source)]
  if (was?.interval === is?.interval && was?.timeout === is?.timeout) return
  const { now } = moment
  if (was?.timeout !== is?.timeout) world.marks.timeoutsAt = now
  for (const replica of world.replicas) {
    const check = checkOf(replica, source)
    if (is && was && world.planned[place(replica.host, source)] !== Infinity && is.interval !== was.interval) {
      if (check.due < Infinity) check.due = now + Math.max(0, check.due - now) * (is.interval / was.interval)
      plan(world, moment, replica.host, source)
    }
    if (is && !was) begin(world, moment, replica, source)
    if (was && !is) end(world, moment, replica, source)
    if (is && was && inFlight(check) && is.timeout !== was.timeout) {
      const due = Math.max(now, check.begun + is.timeout)
      const timer = source < CHECKS ? 'checkTimer' : 'probeTimer'
      moment.at(due, happening(timer, replica.host, source, check.run, 0, world.subjects))
    }
  }
}

/** A probe that there was not before begins to tick. */
function begin(world: HealthWorld, moment: HealthMoment, replica: Replica, source: number): void {
  const check = checkOf(replica, source)
  const interval = configOf(world.rules, source)?.interval ?? 0
  const share = moment.params.firstRuns === 'spread' ? moment.random.phases.uniform() : 0
  check.due = moment.now + share * interval
  plan(world, moment, replica.host, source)
}

/** A probe is no longer made: what is in flight has no outcome. */
function end(world: HealthWorld, moment: HealthMoment, replica: Replica, source: number): void {
  const check = checkOf(replica, source)
  if (inFlight(check)) {
    breakOff(check, world.rules.balancer, check.run, moment.now)
    countOut(world, place(replica.host, source), -1)
  }
  check.due = Infinity
  plan(world, moment, replica.host, source)
}
