import type { Millis } from '../../units.ts'

/** Items that an operation let in or threw out, each with how long it had waited; one record is filled again. */
export interface Batch {
  count: number
  readonly items: number[]
  readonly waited: number[]
}

/** Nothing yet. */
export const createBatch = (): Batch => ({ count: 0, items: [], waited: [] })

/** Notes an item. */
export function add(batch: Batch, item: number, waited: Millis): void {
  batch.items[batch.count] = item
  batch.waited[batch.count] = waited
  batch.count += 1
}
