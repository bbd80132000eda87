import type { PressureParams } from './params.ts'

/** Steps that the chosen overflow never takes. */
export const machineOmits = ({ overflow }: PressureParams): readonly string[] =>
  overflow === 'block' ? ['drops', 'dropsMore'] : ['blocks']

/** Ways that the settings in force never send an item or a signal. */
export function flowOmits(params: PressureParams): readonly string[] {
  const { overflow, patience, producers, reaction, signalLoss } = params
  const turnsAway = overflow === 'reject' || overflow === 'codel'
  return [
    ...(producers > 1 ? [] : ['second', 'hearsSecond']),
    ...(producers > 2 ? [] : ['third', 'hearsThird']),
    ...(producers > 3 ? [] : ['others', 'hearOthers']),
    ...(turnsAway ? [] : ['turnsAway']),
    ...(overflow === 'dropOldest' ? [] : ['throwsOut']),
    ...(overflow === 'block' ? [] : ['waitsOutside', 'comesIn']),
    ...(overflow === 'block' && patience > 0 ? [] : ['givesUp']),
    ...(overflow === 'codel' ? [] : ['tooLate']),
    ...(reaction === 'credit' ? [] : ['asks']),
    ...(signalLoss > 0 ? [] : ['vanishes']),
  ]
}

/** The answers that the application does not give. */
export const outboundOmits = ({ answers }: PressureParams): readonly string[] =>
  answers ? [] : ['tooMany', 'overloaded']

/** The same on the receiving side. */
export const inboundOmits = outboundOmits
