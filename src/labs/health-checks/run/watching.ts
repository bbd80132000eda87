import { respond } from './answering.ts'
import { type HealthEvent, happening } from './event.ts'
import { nextSubject } from './rotating.ts'
import { booted, type HealthMoment, type HealthWorld, HUNG, type Replica } from './world.ts'

/** Begins to read the detailed reports, each replica in its own phase. */
export function beginWatching(world: HealthWorld, moment: HealthMoment): void {
  const { firstRuns, watchPeriod } = moment.params
  world.watchEra += 1
  if (watchPeriod === 0) return
  for (const { host } of world.replicas) {
    const share = firstRuns === 'spread' ? moment.random.phases.uniform() : 0.5
    moment.after(watchPeriod * share, happening('watch', host, 0, world.watchEra))
  }
}

/** The dashboard reads the report of a replica, if there is one to be had. Nobody acts on it. */
export function watches(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  if (event.run !== world.watchEra) return
  moment.after(moment.params.watchPeriod, event)
  const replica = world.replicas[event.host] as Replica
  if (booted(replica, moment.now) && replica.ailment !== HUNG)
    respond(world, moment, event.host, 'detailed', nextSubject(world))
}
