import { type Check, verdictAt } from '../../../engines/health/check.ts'
import { ask, type Endpoint, type EndpointAnswer, type Service } from '../../../engines/health/endpoint.ts'
import type { Part } from '../../../machine/part.ts'
import type { Millis } from '../../../units.ts'
import { book } from '../book.ts'
import { CHECKS, checkLabels, hostName } from '../fleet.ts'
import type { Rules } from '../rules.ts'
import { booted, type HealthMoment, type HealthWorld, place, type Replica } from './world.ts'

const { flow } = book.parts

const readParts: readonly Part[] = [flow.readsProcess, flow.readsDb, flow.readsApi, flow.readsCache, flow.readsQueue]

/** A replica as its endpoints see it. */
export const serviceView = (replica: Replica, rules: Rules, now: Millis): Service => ({
  name: hostName(replica.host),
  checks: replica.checks.map((check, source) => ({
    name: (checkLabels[source] ?? '').toLowerCase(),
    critical: rules.critical[source] === true,
    remote: source > 0,
    componentType: source === 0 ? 'system' : source === 2 ? 'component' : 'datastore',
    check,
    config: rules.checks[source] as Rules['balancer'],
  })),
  started: booted(replica, now),
  draining: replica.container.state === 'stopping',
})

/** An endpoint of a replica answers, and the way of its answer through the diagram is drawn. */
export function respond(
  world: HealthWorld,
  moment: HealthMoment,
  host: number,
  endpoint: Endpoint,
  subject: number,
): EndpointAnswer {
  const { now } = moment
  const replica = world.replicas[host] as Replica
  const { rules } = world
  const answer = ask(endpoint, serviceView(replica, rules, now), rules.endpoints, now)
  for (const { check, config } of answer.read) {
    const source = check.id - host * CHECKS
    const passes = verdictAt(check, config, now) === 'pass' ? 1 : 0
    const age = now - check.finished
    moment.visit(readParts[source] as Part, subject, passes, age >= 0 ? age : 0)
    if (passes === 0 && (world.marks.told[place(host, source)] as number) > 0)
      moment.because(world.marks.told[place(host, source)] as number)
  }
  const { criticalFailing, othersFailing } = answer.counts
  if (answer.read.length > 0) moment.visit(flow.asks, subject, host, criticalFailing, othersFailing)
  moment.visit(
    answer.status === 'unhealthy' ? flow.fails : answer.status === 'degraded' ? flow.degrades : flow.passes,
    subject,
    host,
    criticalFailing,
    othersFailing,
  )
  world.totals.answers += 1
  audit(world, replica, answer, now)
  return answer
}

/** Holds an answer against the truth table, counted again from the checks themselves. */
function audit({ account, rules }: HealthWorld, replica: Replica, answer: EndpointAnswer, now: Millis): void {
  const { checks } = replica
  const { endpoint } = answer
  if (endpoint === 'live' && rules.endpoints.live === 'own') {
    account.alone += 1
    const own = (checks[0] as Check).verdict === 'fail' ? 503 : 200
    if (answer.http !== own) account.swayed += 1
  }
  const lenient = endpoint === 'live' || rules.endpoints.unknown === 'passes'
  let worst = 0
  for (let source = 0; source < CHECKS; source += 1) {
    if (!isRead(endpoint, rules, source)) continue
    const bad = badness(checks[source] as Check, rules, source, lenient, now)
    if (bad > worst) worst = bad
  }
  if (
    endpoint !== 'live' &&
    (now < replica.bootedAt || (endpoint === 'ready' && replica.container.state === 'stopping'))
  )
    worst = 2
  if (answer.status !== (['healthy', 'degraded', 'unhealthy'] as const)[worst]) account.mistaken += 1
  if (answer.http !== (worst === 2 ? 503 : 200)) account.mistaken += 1
}

function isRead(endpoint: Endpoint, { critical, endpoints }: Rules, source: number): boolean {
  if (endpoint === 'startup') return false
  if (source === 0 || endpoint === 'basic' || endpoint === 'detailed') return true
  const reads = endpoints[endpoint]
  return reads === 'all' || (reads === 'critical' && critical[source] === true)
}

/** What a check does to the whole: 0 nothing, 1 degrades it, 2 fails it. */
function badness(check: Check, { checks, critical, endpoints }: Rules, source: number, lenient: boolean, now: Millis) {
  const limit = checks[source]?.staleAfter ?? 0
  const known = check.verdict !== 'unknown' && !(limit > 0 && now - check.finished > limit)
  if (known) return check.verdict === 'pass' ? 0 : critical[source] ? 2 : 1
  if (lenient) return 0
  if (endpoints.unknown === 'degrades') return 1
  return critical[source] ? 2 : 1
}
