import { newestOf } from './results.ts'
import { type HealthMoment, type HealthWorld, place } from './world.ts'

/** Names the newest results of a source, on which a decision about a replica rests, as its causes. */
export function nameResults(
  world: HealthWorld,
  moment: HealthMoment,
  host: number,
  source: number,
  most: number,
): void {
  for (const at of newestOf(world.results, place(host, source), most)) {
    const event = world.results.event[at] as number
    if (event !== moment.number) moment.because(event)
  }
}
