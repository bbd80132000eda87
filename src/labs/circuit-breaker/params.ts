import { defineParams, type Values } from '../../lab/param.ts'
import { calling } from './params/calling.ts'
import { faults } from './params/faults.ts'
import { load } from './params/load.ts'
import { opening } from './params/opening.ts'
import { recovery } from './params/recovery.ts'

/** Everything that can be turned in this lab; the breaker's numbers and choices bear the engine's names. */
export const params = defineParams({ ...load, ...opening, ...recovery, ...calling, ...faults })

/** The values of this lab's parameters. */
export type BreakerParams = Values<typeof params>
