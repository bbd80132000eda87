import { running } from '../../../engines/health/container.ts'
import { dependencies, SERVICES } from '../fleet.ts'
import { crash } from './containers.ts'
import type { HealthEvent } from './event.ts'
import { ails, isAvailable } from './rotating.ts'
import { GRAY, type HealthMoment, type HealthWorld, HUNG, LEAKING, type Replica, WELL } from './world.ts'

const ailments: Readonly<Record<'hang' | 'leak' | 'gray', number>> = { hang: HUNG, leak: LEAKING, gray: GRAY }

/** The replica that an act means: that of the number, or any that will do, in rotation if there is one. */
function chosen(world: HealthWorld, moment: HealthMoment, host: number): Replica | undefined {
  const fits = (replica: Replica | undefined): replica is Replica =>
    replica !== undefined && running(replica.container) && replica.ailment === WELL
  if (host >= 0) return fits(world.replicas[host]) ? world.replicas[host] : undefined
  const able = world.replicas.filter(fits)
  const serving = able.filter((replica) => isAvailable(world, replica.host))
  const from = serving.length > 0 ? serving : able
  return from[moment.random.acts.below(Math.max(1, from.length))]
}

/** A user ends or spoils the process of a replica. */
export function harm(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  const replica = chosen(world, moment, event.host)
  if (!replica) return
  if (event.type === 'kill') crash(world, moment, replica)
  else if (event.type === 'hang' || event.type === 'leak' || event.type === 'gray')
    ails(world, moment, replica, ailments[event.type])
}

/** All processes end at the same moment. */
export function restartAll(world: HealthWorld, moment: HealthMoment): void {
  for (const replica of world.replicas) crash(world, moment, replica)
}

/** A service is cut off from a dependency, or all services are. */
export function cutOff(world: HealthWorld, { host, word }: HealthEvent, moment: HealthMoment): void {
  for (let service = 0; service < SERVICES; service += 1) {
    if (host >= 0 && host !== service) continue
    const at = service * dependencies.length + word
    world.cuts[at] = 1
    world.marks.cut[at] = moment.number
  }
}

/** All cuts end, and all that is wrong with running processes. */
export function heal(world: HealthWorld): void {
  world.cuts.fill(0)
  world.marks.cut.fill(0)
  for (const replica of world.replicas) {
    replica.ailment = WELL
    replica.ailedBy = 0
    replica.undetected = false
  }
}
