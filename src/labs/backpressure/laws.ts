import { refusesFrom } from '../../engines/backpressure/marks.ts'
import { power } from '../../sim/exact.ts'
import type { PressureParams } from './params.ts'
import { queueConfigOf, wantedOf } from './rules.ts'
import { boundedLoss } from './theory/laws.ts'

/** Loads nearer to 1 than this count as 1: the closed forms lose their digits there. */
const NEAR = 1e-6

/** Share turned away by M/M/1/K, `places` with the one in service; above load 1 without numbers that overflow. */
export function lossShare(load: number, places: number): number {
  if (load <= 1 + NEAR) return boundedLoss(places, load)
  return (1 - 1 / load) / (1 - power(1 / load, places + 1))
}

/** Mean number in M/M/1/K; above load 1 the free places are counted, as they behave like items at load 1 ÷ ρ. */
export function meanInside(load: number, places: number): number {
  if (Math.abs(load - 1) < NEAR) return places / 2
  if (load > 1) return places - meanInside(1 / load, places)
  const tail = power(load, places + 1)
  return load / (1 - load) - ((places + 1) * tail) / (1 - tail)
}

/** Mean number that waits in M/M/1/K: those inside without the one in service. */
export function meanWaiting(load: number, places: number): number {
  const empty = lossShare(1 / load, places)
  return meanInside(load, places) - (1 - empty)
}

/** Load and places of M/M/1/K, where the settings make the queue one; undefined where they do not. */
export function mm1kOf(params: PressureParams): { readonly load: number; readonly places: number } | undefined {
  const open = params.reaction === 'ignore' || params.disobedient >= params.producers
  const plain = params.system === 'queue' && params.overflow === 'reject' && params.holdBack === 0
  const poisson = params.arrivals === 'poisson' && params.loadShape === 'steady'
  const single = params.consumers === 1 && params.limiter === 'none' && params.consumerState !== 'stopped'
  if (!(open && plain && poisson && single && params.serviceDistribution === 'exponential')) return undefined
  const slow = params.consumerState === 'slow' ? params.slowFactor : 1
  const load = (wantedOf(params) * params.serviceTime * slow) / 1000
  return { load, places: refusesFrom(queueConfigOf(params)) + 1 }
}
