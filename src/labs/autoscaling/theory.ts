import type { Theory } from '../../lab/theory.ts'
import { hpaLaws } from './theory/hpa-rule.ts'
import { laggedLaws } from './theory/lagged.ts'
import { relayLaws } from './theory/relay.ts'
import { staffingLaws } from './theory/staffing.ts'

/** The laws of scaling: how many instances a load needs, what the HPA makes of a ratio, what lag does to a loop. */
export const scalingTheory: readonly Theory[] = [...staffingLaws, ...hpaLaws, ...laggedLaws, ...relayLaws]
