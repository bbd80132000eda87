import type { View } from '../../lab/lab.ts'
import type { params } from './params.ts'
import { readDashboard } from './reading/dashboard.ts'
import { readStrips } from './reading/strips.ts'
import type { HealthWorld } from './run/world.ts'

/** The pictures that `View.tsx` draws. */
export const views: readonly View<typeof params, HealthWorld>[] = [
  { key: 'dashboard', tab: 'Dashboard', read: readDashboard, first: true },
  { key: 'strips', tab: 'Strips', read: readStrips },
]
