import type { Rotation } from '../../engines/health/rotation.ts'
import type { Caption, Look } from '../../lab/lab.ts'
import type { Part } from '../../machine/part.ts'
import { clock, type Millis, number, quantity } from '../../units.ts'
import { book } from './book.ts'
import { CHECKS, checkLabels, hostName, SERVICES, serviceNames, serviceOf } from './fleet.ts'
import type { params } from './params.ts'
import type { HealthWorld } from './run/world.ts'

type HealthLook = Look<typeof params, HealthWorld>

const { flow } = book.parts

type CheckLabel = (typeof checkLabels)[number]

/** How long what happened to a replica stays the news. */
const NEWS: Millis = 6000

const replicas = (count: number): string => `${number(count)} ${count === 1 ? 'replica' : 'replicas'}`
const said = (value: number | undefined): string => number(value ?? NaN)

/** What has just happened to the fleet, or how it stands, with its numbers. */
export function caption(look: HealthLook): Caption {
  return storm(look) ?? news(look) ?? panic(look) ?? empty(look) ?? standing(look)
}

/** Many processes are being restarted. */
function storm({ world }: HealthLook): Caption | undefined {
  const away = world.replicas.filter(({ container: { state } }) => state === 'waiting' || state === 'stopping').length
  if (away * 2 < world.replicas.length || away < 2) return undefined
  const { falseRestarts, kills } = world.totals
  const idle = falseRestarts > 0 ? `, ${number(falseRestarts)} of which had nothing` : ''
  return {
    tone: 'failed',
    text:
      `**${number(away)} of ${replicas(world.replicas.length)}** are down or being killed; ` +
      `probes have had ${number(kills)} processes killed${idle}.`,
  }
}

const told = [flow.takesOut, flow.kills, flow.ejects, flow.letsIn, flow.returns, flow.panics, flow.calms]

/** What happened to a replica last, if that is news. */
function news(look: HealthLook): Caption | undefined {
  let part: Part | undefined
  for (const candidate of told) {
    if (look.count(candidate) === 0) continue
    if (part === undefined || look.last(candidate) > look.last(part)) part = candidate
  }
  if (part === undefined || look.now - look.last(part) > NEWS) return undefined
  const numbers = look.numbers(part)
  const host = numbers['replica'] ?? -1
  const at = clock(look.last(part))
  const left = host >= 0 ? remaining(look.world, host) : ''
  const run = `${said(numbers['inRow'])} in a row, ${said(numbers['needed'])} needed`
  switch (part) {
    case flow.takesOut:
      return { tone: 'failed', text: `At ${at} ${hostName(host)} went **out of rotation**: failures ${run}. ${left}` }
    case flow.kills:
      return {
        tone: 'failed',
        text: `At ${at} ${hostName(host)} was **killed to be restarted**: failures ${run}. ${left}`,
      }
    case flow.ejects:
      return {
        tone: 'caution',
        text:
          `At ${at} ${hostName(host)} was **ejected**: ` +
          `${said(numbers['errors'])} requests in a row failed. ${left}`,
      }
    case flow.letsIn:
      return { tone: 'fine', text: `At ${at} ${hostName(host)} came **into rotation**: successes ${run}. ${left}` }
    case flow.returns:
      return { tone: 'fine', text: `At ${at} the **ejection of ${hostName(host)}** was over. ${left}` }
    case flow.panics:
      return panic(look)
    default:
      return undefined
  }
}

function remaining(world: HealthWorld, host: number): string {
  const service = serviceOf(host)
  const { available, hosts } = world.rotations[service] as Rotation
  return `${number(available)} of ${number(hosts)} replicas of ${serviceNames[service] ?? ''} are available.`
}

/** Services whose load balancer believes no check. */
function panic({ params: { panicThreshold }, world }: HealthLook): Caption | undefined {
  const names = serviceNames.filter((_, service) => world.rotations[service]?.panic)
  if (names.length === 0) return undefined
  const share = quantity(panicThreshold, 'share')
  return {
    tone: 'caution',
    text: `**Panic** at ${names.join(', ')}: fewer than ${share} of the replicas are available, so all get traffic.`,
  }
}

/** Services that nobody serves. */
function empty({ world }: HealthLook): Caption | undefined {
  const names = serviceNames.filter((_, service) => world.rotations[service]?.size === 0)
  if (names.length === 0) return undefined
  const why = failingChecks(world, serviceNames.indexOf(names[0] ?? 'Auth'))
  const cause = why.length > 0 ? ` (failing: ${why.join(', ')})` : ''
  return {
    tone: 'failed',
    text: `**Nobody serves ${names.join(', ')}**${cause}: ${number(world.totals.refused)} requests refused so far.`,
  }
}

/** Names of the checks that fail at some replica of a service. */
function failingChecks(world: HealthWorld, service: number): readonly CheckLabel[] {
  const names: CheckLabel[] = []
  for (let source = 0; source < CHECKS; source += 1) {
    const fails = world.replicas.some(
      ({ checks, host }) => serviceOf(host) === service && checks[source]?.verdict === 'fail',
    )
    const label = checkLabels[source]
    if (fails && label !== undefined) names.push(label)
  }
  return names
}

/** How the fleet stands. */
function standing({ world }: HealthLook): Caption {
  const { rules } = world
  for (let service = 0; service < SERVICES; service += 1) {
    const failing = failingChecks(world, service)
    if (failing.length === 0) continue
    const critical = failing.some((name) => rules.critical[checkLabels.indexOf(name)])
    const list = failing.join(', ')
    const name = serviceNames[service] ?? ''
    if (critical)
      return { tone: 'failed', text: `**${name} is unhealthy** at some replica: ${list} fails, which answers 503.` }
    return {
      tone: 'caution',
      text: `**${name} is degraded**: ${list} fails, which is not critical. It answers 200 and keeps its traffic.`,
    }
  }
  const available = world.rotations.reduce((sum, rotation) => sum + rotation.available, 0)
  const { requests, served } = world.totals
  return {
    tone: available < world.replicas.length ? 'caution' : 'fine',
    text:
      `**${number(available)} of ${replicas(world.replicas.length)}** are in rotation, no check fails; ` +
      `${number(served)} of ${number(requests)} requests served.`,
  }
}
