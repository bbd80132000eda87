import type { View } from '../../lab/lab.ts'
import type { params } from './params.ts'
import { readFencing } from './reading/fencing.ts'
import { readMessages } from './reading/messages.ts'
import { readHolders } from './reading/timeline.ts'
import type { LockWorld } from './run/world.ts'

/** The pictures that `View.tsx` draws. */
export const views: readonly View<typeof params, LockWorld>[] = [
  { key: 'holders', tab: 'Holders', read: readHolders, first: true },
  { key: 'fencing', tab: 'Fencing', read: readFencing, first: true },
  { key: 'messages', tab: 'Messages', read: readMessages },
]
