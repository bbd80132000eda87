import type { PressureParams } from './params.ts'

/** Steps that the chosen overflow never takes. */
export const machineOmits = ({ overflow }: PressureParams): readonly string[] =>
  overflow === 'block' ? ['drops', 'dropsMore'] : ['blocks']

/** Producers that there are not, and ways that need a setting that is not chosen. */
export function flowOmits({ overflow, producers, reaction, signalLoss }: PressureParams): readonly string[] {
  return [
    ...(producers > 1 ? [] : ['second', 'hearsSecond']),
    ...(producers > 2 ? [] : ['third', 'hearsThird']),
    ...(producers > 3 ? [] : ['others', 'hearOthers']),
    ...(overflow === 'block' ? [] : ['waitsOutside', 'comesIn', 'givesUp']),
    ...(overflow === 'codel' ? [] : ['tooLate']),
    ...(reaction === 'credit' ? [] : ['asks']),
    ...(signalLoss > 0 ? [] : ['vanishes']),
  ]
}

/** The answers that the application does not give. */
export const answerOmits = ({ answers }: PressureParams): readonly string[] =>
  answers ? [] : ['tooMany', 'overloaded']
