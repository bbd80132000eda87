import type { View } from '../../lab/lab.ts'
import type { params } from './params.ts'
import { readInstances } from './reading/instances.ts'
import { readMatrix } from './reading/matrix.ts'
import type { ScalingWorld } from './run/world.ts'

/** The pictures that `View.tsx` draws. */
export const views: readonly View<typeof params, ScalingWorld>[] = [
  { key: 'instances', tab: 'Instances', read: readInstances },
  { key: 'matrix', tab: 'Decision table', read: readMatrix },
]
