import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = []
