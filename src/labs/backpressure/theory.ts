import type { Theory } from '../../lab/theory.ts'
import { controlLaws } from './theory/control.ts'
import { feedbackLaws } from './theory/feedback.ts'
import { losingLaws } from './theory/losing.ts'
import { tandemLaws } from './theory/tandem.ts'
import { waitingLaws } from './theory/waiting.ts'

/** The laws that queues and their pressure must reproduce: waits, losses, pipelines, fair shares, controlled delay. */
export const backpressureTheory: readonly Theory[] = [
  ...waitingLaws,
  ...losingLaws,
  ...tandemLaws,
  ...feedbackLaws,
  ...controlLaws,
]
