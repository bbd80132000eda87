import type { Theory } from '../../lab/theory.ts'
import { backoffLaws } from './theory/backoff.ts'
import { contentionLaws } from './theory/contention.ts'
import { safetyLaws } from './theory/safety.ts'

/** What the engines of the lock must reproduce: safety of leases, backoff and jitter, contention for one line. */
export const lockTheory: readonly Theory[] = [...safetyLaws, ...backoffLaws, ...contentionLaws]
