import { type Fleet, type Instance, serves } from './fleet.ts'
import type { Pod } from './hpa/pods.ts'

/** An instance as the pod that the HPA sees: ready once it serves, started when placed on a node. */
export function podOf(instance: Instance, requests: Pod['requests']): Pod {
  const { phase, placed, served } = instance
  const started = Number.isNaN(placed) ? {} : { started: placed }
  return {
    phase: phase === 'pending' ? 'pending' : 'running',
    deleted: phase === 'terminating',
    ready: serves(instance),
    readyChanged: serves(instance) ? served : instance.since,
    requests,
    ...started,
  }
}

/** The fleet as pods, in its order: samples of the HPA's metrics follow the same order. */
export const podsOf = (fleet: Fleet, requests: Pod['requests']): Pod[] =>
  fleet.instances.map((instance) => podOf(instance, requests))
