import type { AnyLab } from '../lab/lab.ts'
import { circuitBreaker } from './circuit-breaker/lab.ts'
import { gossip } from './gossip/lab.ts'
import { rateLimiting } from './rate-limiting/lab.ts'

/** All labs, in the catalog's order. */
export const catalog: readonly AnyLab[] = [circuitBreaker, rateLimiting, gossip]
