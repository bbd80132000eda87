import type { AnyLab } from '../../src/lab/lab.ts'
import { toyLab, toyModel } from './toy-lab.ts'

/** Forgets to be strict when a call comes in a burst or while it is busy. */
export const carelessLab: AnyLab = {
  ...toyLab,
  model: {
    ...toyModel,
    handle(world: Parameters<typeof toyModel.handle>[0], event: never, moment: Parameters<typeof toyModel.handle>[2]) {
      if (moment.params.strict && world.taken >= moment.params.slots) world.over += 1
      toyModel.handle(world, event, moment)
    },
  },
}
