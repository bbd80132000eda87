import type { View } from '../../lab/lab.ts'
import type { params } from './params.ts'
import type { LimiterWorld } from './run/world.ts'
import { readSideBySide } from './view/side-by-side.ts'

/** The picture that `View.tsx` draws: every limiter on the same calls. */
export const views: readonly View<typeof params, LimiterWorld>[] = [
  { key: 'side', tab: 'Side by side', read: readSideBySide, first: true },
]
