import { defineParams, type Values } from '../../lab/param.ts'
import { limits } from './params/limits.ts'
import { load } from './params/load.ts'
import { several } from './params/several.ts'
import { faults, sharing } from './params/sharing.ts'

/** Everything that can be turned in this lab. */
export const params = defineParams({ ...load, ...limits, ...several, ...sharing, ...faults })

/** The values of this lab's parameters. */
export type LimiterParams = Values<typeof params>
