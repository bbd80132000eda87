import type { Millis } from '../../units.ts'
import { type Proposal, propose } from './reading.ts'

/** From this time of the day on, so many instances. */
export interface ScheduleEntry {
  readonly from: Millis
  readonly instances: number
}

/** A plan that repeats: entries by rising time, each until the next, the last until the first of the next day. */
export interface Schedule {
  readonly day: Millis
  readonly entries: readonly ScheduleEntry[]
}

/** Instances planned at `now`: those of the last entry at or before it; NaN for an empty plan. */
export function planned({ day, entries }: Schedule, now: Millis): number {
  const time = now - day * Math.floor(now / day)
  let found = entries.at(-1)
  for (const entry of entries) if (entry.from <= time) found = entry
  return found?.instances ?? NaN
}

/** What the plan asks for. */
export function scheduleProposal(schedule: Schedule, current: number, now: Millis): Proposal {
  const wanted = planned(schedule, now)
  if (Number.isNaN(wanted)) return propose(current, current, 'between', NaN, NaN)
  return propose(current, wanted, wanted === current ? 'between' : 'schedule', current, wanted)
}
