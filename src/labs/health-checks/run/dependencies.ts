import type { Millis } from '../../../units.ts'
import { dependencies, serviceOf } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import type { HealthMoment, HealthWorld } from './world.ts'

/** How long a refused connection takes to say so. */
export const BOUNCE: Millis = 2

/** What a dependency says to one question: after how long (∞ never), and whether it is a good answer. */
export const reply = { after: 0, good: true }

/** Whether a service is cut off from a dependency. */
export const isCut = (world: HealthWorld, service: number, dependency: number): boolean =>
  world.cuts[service * dependencies.length + dependency] === 1

/** How a dependency is for a service: cut off is as bad as down. */
export function stateOf(world: HealthWorld, params: HealthParams, service: number, dependency: number) {
  const name = dependencies[dependency]
  return name === undefined || isCut(world, service, dependency) ? 'down' : params[name]
}

/** Whether users get from a dependency what they need in time. */
export function serves(world: HealthWorld, params: HealthParams, service: number, dependency: number): boolean {
  const state = stateOf(world, params, service, dependency)
  return state === 'up' || (state === 'slow' && params.slowLatency < params.patience)
}

/**
 * Asks a dependency, which is busy with it for `cost` and answers after its latency, or when it gets to it if that is
 * later. Fills `reply`.
 */
export function ask(world: HealthWorld, moment: HealthMoment, host: number, dependency: number, cost: Millis): void {
  const { now, params, random } = moment
  const state = stateOf(world, params, serviceOf(host), dependency)
  const scatter = 0.5 + random.queries.uniform()
  reply.good = state !== 'down'
  if (state === 'down') {
    reply.after = params.downKind === 'silent' ? Infinity : BOUNCE
    return
  }
  const free = world.freeAt[dependency] as number
  const done = (free > now ? free : now) + cost
  world.freeAt[dependency] = done
  const latency = state === 'slow' ? params.slowLatency : params.latency * scatter
  const line = done - now
  reply.after = line > latency ? line : latency
}
