import type { Evidence, Look } from '../../lab/lab.ts'
import { clock, number } from '../../units.ts'
import { book } from './book.ts'
import {
  BALANCER,
  CHECKS,
  checkLabels,
  hostName,
  LIVENESS,
  READINESS,
  SOURCES,
  STARTUP,
  serviceNames,
} from './fleet.ts'
import type { params } from './params.ts'
import type { HealthEvent } from './run/event.ts'
import { newestOf, PASSED, SILENT } from './run/results.ts'
import { type HealthWorld, place } from './run/world.ts'

type HealthLook = Look<typeof params, HealthWorld>

/** Badges that fit beneath a rule. */
const MOST = 8

const { check, container, flow } = book.parts

function badges({ results }: HealthWorld, of: number): Evidence['items'] {
  return [...newestOf(results, of, MOST)].reverse().map((at) => {
    const outcome = results.outcome[at]
    const word = outcome === PASSED ? 'ok' : outcome === SILENT ? 'no answer' : 'failed'
    return {
      label: `${word} ${clock(results.at[at] as number)}`,
      tone: outcome === PASSED ? 'fine' : outcome === SILENT ? 'caution' : 'failed',
      event: results.event[at] as number,
    }
  })
}

/** The results that a rule looked at: the runs of a check, or the probes of a replica. */
export function evidence(part: number, look: HealthLook): Evidence | undefined {
  const { params: given, world } = look
  const numbers = look.numbers(part)
  const of = (host: number | undefined, source: number, title: string): Evidence | undefined => {
    const items = host === undefined ? [] : badges(world, place(host, source))
    return items.length > 0 ? { title, items } : undefined
  }
  switch (part) {
    case check.fails:
    case check.timesOut:
    case check.exceeds:
    case check.passes: {
      const id = numbers['check'] ?? 0
      const host = Math.floor(id / CHECKS)
      return of(host, id % CHECKS, `The latest runs of this check of ${hostName(host)}.`)
    }
    case flow.takesOut:
    case flow.letsIn:
    case container.readies:
    case container.unreadies: {
      const host = numbers['replica'] ?? numbers['container']
      const source = given.rotationBy === 'active' ? BALANCER : READINESS
      return of(host, source, 'The latest readiness probes of this replica.')
    }
    case flow.kills:
    case container.livenessKills:
      return of(numbers['replica'] ?? numbers['container'], LIVENESS, 'The latest liveness probes of this replica.')
    case container.startupKills:
    case container.startsUp:
      return of(numbers['container'], STARTUP, 'The latest start-up probes of this replica.')
    default:
      return undefined
  }
}

/** What has followed. */
export function sinceThen(part: number, { world }: HealthLook): readonly (readonly [string, string])[] {
  const { rotations, totals } = world
  if (part === flow.takesOut || part === flow.panics || part === container.unreadies) {
    const available = rotations.reduce((sum, rotation) => sum + rotation.available, 0)
    return [
      ['Replicas available now', `${number(available)} of ${number(world.replicas.length)}`],
      ['Requests refused so far', number(totals.refused)],
    ]
  }
  if (part === flow.kills || part === container.livenessKills || part === container.startupKills) {
    return [
      ['Restarts so far', number(totals.restarts)],
      ['Of processes that had nothing', number(totals.falseRestarts)],
    ]
  }
  return []
}

const who = (host: number): string => (host < 0 ? 'a replica' : hostName(host))
const kinds = ['start-up', 'liveness', 'readiness', 'the load balancer']
const probeName = (source: number): string => kinds[source - STARTUP] ?? 'health'
const checkName = (source: number): string => `${checkLabels[source] ?? 'health'} check`

/** An event in one sentence. */
export function tells({ type, host, source, word }: HealthEvent): string | undefined {
  if (source < 0 || source >= SOURCES) return undefined
  switch (type) {
    case 'request':
      return 'A user sent a request'
    case 'reply':
      return `A request to ${who(host)} ended`
    case 'tick':
      return `The timer of the ${checkName(source)} of ${who(host)} ticked`
    case 'checked':
      return `The ${checkName(source)} of ${who(host)} was answered ${word === 1 ? 'well' : 'with an error'}`
    case 'checkTimer':
      return `The time of the ${checkName(source)} of ${who(host)} was up`
    case 'probe':
      return `A probe of ${who(host)} was due: ${probeName(source)}`
    case 'probed':
      return `A probe of ${who(host)} ended: ${probeName(source)}`
    case 'probeTimer':
      return `A probe of ${who(host)} had no answer in time: ${probeName(source)}`
    case 'watch':
      return `The report of ${who(host)} was read`
    case 'start':
      return `The container of ${who(host)} could be started`
    case 'exit':
      return `The killed process of ${who(host)} ended`
    case 'sweep':
      return `The load balancer of ${serviceNames[host] ?? 'a service'} looked through its ejections`
    case 'kill':
    case 'hang':
    case 'leak':
    case 'gray':
      return `The act “${type}” reached ${who(host)}`
    case 'restartAll':
      return 'All processes ended at once'
    case 'cut':
      return `${serviceNames[host] ?? 'Every service'} was cut off from a dependency`
    case 'heal':
      return 'All faults ended'
    case 'burst':
      return `${word} requests came at once`
  }
}
