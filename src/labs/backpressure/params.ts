import { defineParams, type Values } from '../../lab/param.ts'
import { buffers } from './params/buffers.ts'
import { faults } from './params/faults.ts'
import { guard } from './params/guard.ts'
import { load } from './params/load.ts'
import { queue } from './params/queue.ts'
import { signal } from './params/signal.ts'

/** Everything that can be turned in this lab; what the engines read bears their names. */
export const params = defineParams({ ...load, ...queue, ...signal, ...buffers, ...guard, ...faults })

/** The values of this lab's parameters. */
export type PressureParams = Values<typeof params>
