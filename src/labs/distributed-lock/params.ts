import { defineParams, type Values } from '../../lab/param.ts'
import { acquiring } from './params/acquiring.ts'
import { faults } from './params/faults.ts'
import { holding } from './params/holding.ts'
import { load } from './params/load.ts'

/** Everything that can be turned in this lab; numbers and choices of the engines bear the engines' names. */
export const params = defineParams({ ...load, ...acquiring, ...holding, ...faults })

/** The values of this lab's parameters. */
export type LockParams = Values<typeof params>
