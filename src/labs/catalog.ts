import type { AnyLab } from '../lab/lab.ts'

/** All labs in the catalog's order, each loaded when it is first asked for. */
const loaders = {
  'circuit-breaker': async () => (await import('./circuit-breaker/lab.ts')).circuitBreaker,
  'rate-limiting': async () => (await import('./rate-limiting/lab.ts')).rateLimiting,
  'distributed-lock': async () => (await import('./distributed-lock/lab.ts')).distributedLock,
  backpressure: async () => (await import('./backpressure/lab.ts')).backpressure,
  autoscaling: async () => (await import('./autoscaling/lab.ts')).autoscaling,
  gossip: async () => (await import('./gossip/lab.ts')).gossip,
  'health-checks': async () => (await import('./health-checks/lab.ts')).healthChecks,
} as const satisfies Readonly<Record<string, () => Promise<AnyLab>>>

/** The names of all labs, in order. */
export const labIds: readonly string[] = Object.keys(loaders)

/** Loads a lab by its name; undefined when there is none of that name. */
export const loadLab = (id: string): Promise<AnyLab | undefined> =>
  Object.hasOwn(loaders, id) ? loaders[id as keyof typeof loaders]() : Promise.resolve(undefined)

/** Loads all labs, in the catalog's order. */
export const loadLabs = (): Promise<readonly AnyLab[]> => Promise.all(Object.values(loaders).map((load) => load()))
