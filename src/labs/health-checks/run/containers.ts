import { inFlight } from '../../../engines/health/check.ts'
import { type Container, running, startDue } from '../../../engines/health/container.ts'
import type { ContainerEdge } from '../../../engines/health/container-machine.ts'
import { exitContainer, startContainer } from '../../../engines/health/kubelet.ts'
import type { Part } from '../../../machine/part.ts'
import { book } from '../book.ts'
import { LIVENESS, READINESS, STARTUP } from '../fleet.ts'
import { nameResults } from './causes.ts'
import { checksStart, checksStop, countOut, followed } from './checking.ts'
import { type HealthEvent, happening } from './event.ts'
import { ails, detected, nextSubject, setPassing } from './rotating.ts'
import { checkOf, type HealthMoment, type HealthWorld, place, type Replica, WELL } from './world.ts'

const { flow } = book.parts
const parts: Readonly<Record<ContainerEdge, Part>> = book.parts.container

/**
 * Visits the edges that a container has taken and does what follows from them; true when something changed for the
 * replica. `source` is the probe that led to it, below 0 when none did.
 */
export function followContainer(
  world: HealthWorld,
  moment: HealthMoment,
  host: number,
  subject: number,
  source: number,
): boolean {
  const { params } = moment
  const { container } = world.replicas[host] as Replica
  const { edges, numbers, count } = container.trail
  const shown = params.follow === 'all' || host === followed(params, world.replicas.length)
  let acted = false
  for (let i = 0; i < count; i += 1) {
    const edge = edges[i] as ContainerEdge
    const at = i * 4
    if (shown) {
      moment.visit(
        parts[edge],
        numbers[at] as number,
        numbers[at + 1] as number,
        numbers[at + 2] as number,
        numbers[at + 3] as number,
      )
    }
    if (edge === 'starts') began(world, moment, host)
    else if (edge === 'crashes' || edge === 'stops') over(world, moment, host)
    else if (edge === 'livenessKills' || edge === 'startupKills') {
      killed(world, moment, host, subject, numbers[at + 1] as number, numbers[at + 2] as number)
      acted = true
    }
  }
  if (params.rotationBy === 'active') return acted
  const reason = source === READINESS || source === STARTUP ? source : -1
  return setPassing(world, moment, host, container.ready, subject, reason) || acted
}

/** A process begins: it knows nothing, and nothing is wrong with it. */
function began(world: HealthWorld, moment: HealthMoment, host: number): void {
  const replica = world.replicas[host] as Replica
  world.totals.restarts += 1
  if (replica.undetected) detected(world, replica, moment.now)
  replica.bootedAt = moment.now + moment.params.startTime
  replica.ailment = WELL
  replica.ailedBy = 0
  replica.inFlight = 0
  checksStart(world, moment, host)
}

/** A process has ended. */
function over(world: HealthWorld, moment: HealthMoment, host: number): void {
  const replica = world.replicas[host] as Replica
  checksStop(world, moment, host)
  replica.inFlight = 0
  const due = startDue(replica.container, world.rules.container)
  moment.at(due > moment.now ? due : moment.now, happening('start', host))
}

/** A probe has had the process killed: it ends when its time to stop is over. */
function killed(
  world: HealthWorld,
  moment: HealthMoment,
  host: number,
  subject: number,
  inRow: number,
  needed: number,
): void {
  const replica = world.replicas[host] as Replica
  const startup = !replica.container.started
  moment.visit(flow.kills, subject, host, inRow, needed)
  nameResults(world, moment, host, startup ? STARTUP : LIVENESS, inRow)
  world.totals.kills += 1
  if (replica.ailment === WELL) world.totals.falseRestarts += 1
  moment.after(moment.params.grace, happening('exit', host, 0, replica.container.era))
}

/** The time to stop of a process is over. */
export function exits(world: HealthWorld, { host, run }: HealthEvent, moment: HealthMoment): void {
  const { container } = world.replicas[host] as Replica
  if (container.era === run && container.state === 'stopping') end(world, moment, host)
}

/** The process of a replica ends, by whatever cause. */
function end(world: HealthWorld, moment: HealthMoment, host: number): void {
  const replica = world.replicas[host] as Replica
  for (const source of [STARTUP, LIVENESS, READINESS]) {
    if (inFlight(checkOf(replica, source))) countOut(world, place(host, source), -1)
  }
  exitContainer(replica.container, world.rules.container, moment.now)
  followContainer(world, moment, host, nextSubject(world), -1)
}

/** A process ends by itself, and nobody may notice at once. */
export function crash(world: HealthWorld, moment: HealthMoment, replica: Replica): void {
  if (!running(replica.container as Container)) return
  ails(world, moment, replica, WELL)
  end(world, moment, replica.host)
}

/** A container that waits may be started. */
export function starts(world: HealthWorld, { host }: HealthEvent, moment: HealthMoment): void {
  const { container } = world.replicas[host] as Replica
  if (startContainer(container, world.rules.container, moment.now))
    followContainer(world, moment, host, nextSubject(world), -1)
}
