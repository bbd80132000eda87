import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = []
