import type { Theory } from '../../lab/theory.ts'
import { detectionLaws } from './theory/detection.ts'
import { lifeguardLaw } from './theory/lifeguard.ts'
import { planningLaw, roundLaws } from './theory/rounds.ts'
import { rumorLaws } from './theory/rumor.ts'
import { timerLaws } from './theory/timers.ts'

/** What the gossip engines must reproduce: published tables, rounds, timers, detection. */
export const gossipTheory: readonly Theory[] = [
  ...rumorLaws,
  ...roundLaws,
  planningLaw,
  ...timerLaws,
  ...detectionLaws,
  lifeguardLaw,
]
