import { defineParams, type Values } from '../../lab/param.ts'
import { control } from './params/control.ts'
import { foresight } from './params/foresight.ts'
import { hpaParams } from './params/hpa.ts'
import { instanceParams } from './params/instances.ts'
import { load } from './params/load.ts'
import { metrics } from './params/metrics.ts'
import { rules } from './params/rules.ts'

/** Everything that can be turned in this lab. */
export const params = defineParams({
  ...load,
  ...control,
  ...rules,
  ...hpaParams,
  ...foresight,
  ...metrics,
  ...instanceParams,
})

/** The values of this lab's parameters. */
export type ScalingParams = Values<typeof params>
