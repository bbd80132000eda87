import { defineParams, type Values } from '../../lab/param.ts'
import { faults } from './params/faults.ts'
import { load } from './params/load.ts'
import { probing } from './params/probing.ts'
import { spreading } from './params/spreading.ts'
import { viewing, watching } from './params/watching.ts'

/** Everything that can be turned in this lab; choices and numbers of the engines bear the engines' names. */
export const params = defineParams({ ...load, ...spreading, ...watching, ...probing, ...viewing, ...faults })

/** The values of this lab's parameters. */
export type GossipParams = Values<typeof params>
