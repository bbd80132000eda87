import type { Theory } from '../../lab/theory.ts'
import { phiLaws } from './theory/phi.ts'
import { thresholdLaws } from './theory/threshold.ts'

/** What health checks must reproduce: when phi suspects, how soon thresholds notice, how often they are wrong. */
export const healthTheory: readonly Theory[] = [...thresholdLaws, ...phiLaws]
