import { inFlight } from '../../../engines/health/check.ts'
import { answer, elapse, tick } from '../../../engines/health/check-run.ts'
import type { Endpoint } from '../../../engines/health/endpoint.ts'
import { probeEnds, probeTicks, probeTimesOut } from '../../../engines/health/kubelet.ts'
import type { Part } from '../../../machine/part.ts'
import type { Millis } from '../../../units.ts'
import { book } from '../book.ts'
import { BALANCER, LIVENESS, STARTUP } from '../fleet.ts'
import { respond } from './answering.ts'
import { countOut, countOverdue, plan } from './checking.ts'
import { followContainer } from './containers.ts'
import { BOUNCE } from './dependencies.ts'
import { type HealthEvent, happening } from './event.ts'
import { FAILED, noteResult, PASSED, SILENT } from './results.ts'
import { nextSubject, setPassing } from './rotating.ts'
import { checkOf, configOf, type HealthMoment, type HealthWorld, HUNG, kindOf, place, type Replica } from './world.ts'

const { flow } = book.parts

/** What a probe and its answer take on the network, together. */
const TRIP: Millis = 4

/** What a probe meets: a 503, a 200 of either kind, or nobody who listens. */
const UNHEALTHY = 0
const HEALTHY = 1
const DEGRADED = 2
const REFUSED = 3

/** The way from what was met to whoever asked, by word. */
const answerParts: readonly Part[] = [flow.saysUnhealthy, flow.saysHealthy, flow.saysDegraded, flow.silent]

const endpointOf = (source: number): Endpoint =>
  source === STARTUP ? 'startup' : source === LIVENESS ? 'live' : 'ready'

/** The ticker of a probe ticks. */
export function probeIsDue(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host, source } = event
  const at = place(host, source)
  if (world.planned[at] !== moment.now) return
  const replica = world.replicas[host] as Replica
  const run =
    source === BALANCER
      ? tick(replica.balancer, world.rules.balancer, moment.now)
      : probeTicks(replica.container, world.rules.container, kindOf(source), moment.now)
  plan(world, moment, host, source)
  if (run > 0) send(world, moment, host, source, run)
}

/** A probe goes out: to an answer, a refused connection, or silence. */
function send(world: HealthWorld, moment: HealthMoment, host: number, source: number, run: number): void {
  const { now, params, random } = moment
  const replica = world.replicas[host] as Replica
  const { container } = replica
  countOut(world, place(host, source), 1)
  const subject = nextSubject(world)
  const lost = random.probes.chance(params.probeLoss)
  const { timeout } = configOf(world.rules, source) as HealthWorld['rules']['balancer']
  if (lost || (replica.ailment === HUNG && container.state !== 'waiting')) {
    if (lost) world.totals.lost += 1
    if (lost && world.marks.probeLoss > 0) moment.because(world.marks.probeLoss)
    else if (!lost && replica.ailedBy > 0) moment.because(replica.ailedBy)
    moment.after(timeout, happening('probeTimer', host, source, run, 0, subject))
    return
  }
  const listens = container.state !== 'waiting' && (now >= replica.bootedAt || params.starting === 'says')
  if (!listens) {
    moment.after(BOUNCE, happening('probed', host, source, run, REFUSED, subject))
    return
  }
  const { status } = respond(world, moment, host, endpointOf(source), subject)
  const word = status === 'unhealthy' ? UNHEALTHY : status === 'degraded' ? DEGRADED : HEALTHY
  moment.after(TRIP, happening('probed', host, source, run, word, subject))
}

/** The answer to a probe comes. */
export function probeAnswers(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host, source, run, word, subject } = event
  const replica = world.replicas[host] as Replica
  const config = configOf(world.rules, source)
  const check = checkOf(replica, source)
  if (!config || run !== check.run || !inFlight(check)) return
  moment.visit(answerParts[word] as Part, subject, host)
  const passed = word === HEALTHY || word === DEGRADED
  const { begun } = check
  noteResult(world.results, place(host, source), moment.number, moment.now, passed ? PASSED : FAILED)
  let owed = 0
  if (source === BALANCER) answer(replica.balancer, world.rules.balancer, run, passed, moment.now)
  else {
    const result = passed ? 'success' : 'failure'
    owed = probeEnds(replica.container, world.rules.container, kindOf(source), run, result, moment.now)
  }
  countOverdue(world, begun, config.timeout, moment.now)
  settled(world, moment, host, source, subject, owed)
}

/** A probe has had no answer in time. */
export function probeElapses(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const { host, source, run, subject } = event
  const replica = world.replicas[host] as Replica
  const config = configOf(world.rules, source)
  const check = checkOf(replica, source)
  if (!config || run !== check.run || !inFlight(check) || moment.now - check.begun < config.timeout) return
  const { begun } = check
  moment.visit(flow.silent, subject, host)
  noteResult(world.results, place(host, source), moment.number, moment.now, SILENT)
  let owed = 0
  if (source === BALANCER) elapse(replica.balancer, world.rules.balancer, run, moment.now)
  else owed = probeTimesOut(replica.container, world.rules.container, kindOf(source), run, moment.now)
  countOverdue(world, begun, config.timeout, moment.now)
  settled(world, moment, host, source, subject, owed)
}

/** Whoever asked acts on what it has heard, or does not. */
function settled(
  world: HealthWorld,
  moment: HealthMoment,
  host: number,
  source: number,
  subject: number,
  owed: number,
): void {
  const replica = world.replicas[host] as Replica
  const check = checkOf(replica, source)
  const at = place(host, source)
  countOut(world, at, -1)
  const acted =
    source === BALANCER
      ? setPassing(world, moment, host, replica.balancer.verdict === 'pass', subject, source)
      : followContainer(world, moment, host, subject, source)
  if (!acted) {
    const config = configOf(world.rules, source)
    const needed = check.last === 'pass' ? config?.rise : config?.fall
    moment.visit(flow.unchanged, subject, host, check.inRow, needed ?? 0)
  }
  world.marks.told[at] = moment.number
  plan(world, moment, host, source)
  if (owed > 0) send(world, moment, host, source, owed)
}
