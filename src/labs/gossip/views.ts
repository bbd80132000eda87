import type { View } from '../../lab/lab.ts'
import type { params } from './params.ts'
import { readDetection } from './reading/detection.ts'
import { readPropagation } from './reading/propagation.ts'
import { readTables } from './reading/tables.ts'
import type { GossipWorld } from './run/world.ts'

/** The pictures that `View.tsx` draws. */
export const views: readonly View<typeof params, GossipWorld>[] = [
  { key: 'propagation', tab: 'Propagation', read: readPropagation, first: true },
  { key: 'detection', tab: 'Detection', read: readDetection },
  { key: 'merge', tab: 'Merge', read: readTables },
]
