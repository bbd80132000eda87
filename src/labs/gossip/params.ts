import { defineParams, type Values } from '../../lab/param.ts'
import { faults } from './params/faults.ts'
import { load } from './params/load.ts'
import { membership } from './params/membership.ts'
import { spreading } from './params/spreading.ts'

/** Everything that can be turned in this lab; choices and numbers of the engines bear the engines' names. */
export const params = defineParams({ ...load, ...spreading, ...membership, ...faults })

/** The values of this lab's parameters. */
export type GossipParams = Values<typeof params>
