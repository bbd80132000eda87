import type { View } from '../../lab/lab.ts'
import type { params } from './params.ts'
import type { PressureWorld } from './run/world.ts'
import { readPicture } from './view/picture.ts'

/** The picture that `View.tsx` draws: who fills the queue, how full it is, who empties it, and the signal. */
export const views: readonly View<typeof params, PressureWorld>[] = [
  { key: 'queue', tab: 'Queue', read: readPicture, first: true },
]
