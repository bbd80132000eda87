import type { AnyLab } from '../../src/lab/lab.ts'
import { toyLab, toyModel } from './toy-lab.ts'

/** A lab, or its lesson, that breaks a rule of the contract, and what is said of it. */
export interface Broken {
  readonly rule: string
  readonly offends: RegExp
  readonly lab?: AnyLab
  readonly lesson?: string
}

type Handle = typeof toyModel.handle

/** The toy lab with another handler, and other parts of its model. */
export const handling = (handle: Handle, rest: Partial<typeof toyModel> = {}): AnyLab => ({
  ...toyLab,
  model: { ...toyModel, ...rest, handle },
})

/** Forgets to be strict when a call comes while it is full. */
export const carelessLab: AnyLab = handling((world, event, moment) => {
  if (moment.params.strict && world.taken >= moment.params.slots) world.over += 1
  toyModel.handle(world, event, moment)
})

/** A member of a list that is known to be there. */
export function member<T>(list: readonly T[], index = 0): T {
  if (index >= list.length) throw new Error(`there is no member ${index}`)
  return list[index] as T
}
