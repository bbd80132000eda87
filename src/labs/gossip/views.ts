import type { View } from '../../lab/lab.ts'
import type { params } from './params.ts'
import type { GossipWorld } from './run/world.ts'
import { readPropagation } from './view/propagation.ts'

/** The pictures that `View.tsx` draws. */
export const views: readonly View<typeof params, GossipWorld>[] = [
  { key: 'propagation', tab: 'Propagation', read: readPropagation, first: true },
]
