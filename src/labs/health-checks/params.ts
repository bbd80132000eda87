import { defineParams, type Values } from '../../lab/param.ts'
import { balancer } from './params/balancer.ts'
import { checks } from './params/checks.ts'
import { faults } from './params/faults.ts'
import { load } from './params/load.ts'
import { orchestrator } from './params/orchestrator.ts'
import { viewing } from './params/viewing.ts'

/** Everything that can be turned in this lab. */
export const params = defineParams({ ...load, ...orchestrator, ...balancer, ...checks, ...faults, ...viewing })

/** The values of this lab's parameters. */
export type HealthParams = Values<typeof params>
