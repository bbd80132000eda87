/** What a run may cost before it must answer. `expired` is asked every 128 events. */
export interface Budget {
  readonly events: number
  readonly expired?: () => boolean
}

export const UNBOUNDED: Budget = { events: Infinity }

/** Events handled between two looks at the clock of the budget. */
export const STRIDE = 128

/** Why `advance` returned: it arrived, ran out of budget, or an observer asked it to stop. */
export type Outcome = 'arrived' | 'behind' | 'stopped'
