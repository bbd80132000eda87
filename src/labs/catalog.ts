import type { AnyLab } from '../lab/lab.ts'
import { circuitBreaker } from './circuit-breaker/lab.ts'
import { gossip } from './gossip/lab.ts'
import { rateLimiting } from './rate-limiting/lab.ts'

/** All labs, in the catalog's order. */
export const catalog: readonly AnyLab[] = [circuitBreaker, rateLimiting, gossip]

/** The lab of that id; undefined when there is none. */
export const labById = (id: string): AnyLab | undefined => catalog.find((lab) => lab.id === id)
