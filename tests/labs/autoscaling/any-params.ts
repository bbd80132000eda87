import fc from 'fast-check'
import { defaults, legalValue, type Param, type ParamValue } from '../../../src/lab/param.ts'
import { params, type ScalingParams } from '../../../src/labs/autoscaling/params.ts'

/** The declared defaults. */
export const standing = defaults(params)

const value = (param: Param): fc.Arbitrary<ParamValue> => {
  if (param.kind === 'switch') return fc.boolean()
  if (param.kind === 'choice') return fc.constantFrom(...Object.keys(param.options))
  if (param.kind === 'trace') return fc.constant(param.default)
  const { min, max } = param
  return fc.double({ min, max, noNaN: true }).map((number) => legalValue(param, number) as number)
}

/** Any legal values. */
export const anyParams = fc.record(
  Object.fromEntries(Object.entries(params as Record<string, Param>).map(([name, param]) => [name, value(param)])),
) as unknown as fc.Arbitrary<ScalingParams>
