import type { Extent, Measure } from './model.ts'
import type { System, WorkloadName } from './systems.ts'
import { median, plain } from './table.ts'

/** How long the bench runs: the share of the events, and how many rounds. */
export interface Effort {
  readonly share: number
  readonly rounds: number
}

/** A workload of one size, and the head of its column. */
export interface Case {
  readonly workload: WorkloadName
  readonly size: number
  readonly title: string
}

/** Events before and while measuring, at full effort. */
export const WARM = 200_000
export const EVENTS = 2_000_000

/** What each round measured, by system and case; the rounds are interleaved, so that a busy moment hits all alike. */
export function compare(
  systems: readonly System[],
  cases: readonly Case[],
  { rounds, share }: Effort,
): readonly (readonly (readonly Measure[])[])[] {
  const results = systems.map(() => cases.map((): Measure[] => []))
  for (let round = 0; round < rounds; round += 1) {
    cases.forEach(({ workload, size }, column) => {
      const extent: Extent = { size, warm: WARM, events: EVENTS * share }
      systems.forEach((system, row) => {
        if (system.runs.includes(workload)) results[row]?.[column]?.push(system.measure(workload, extent))
      })
    })
  }
  return results
}

/** The median of what was measured. */
export const medianTime = (measures: readonly Measure[]): number =>
  median(measures.map(({ nanoseconds }) => nanoseconds))

/** Whether all ended on the same clock with the same counts. */
export function agree(measures: readonly Measure[]): boolean {
  const end = ({ clock, counts }: Measure): string => JSON.stringify([clock, counts])
  return measures.every((measure) => end(measure) === end(measures[0] as Measure))
}

/** The median and its ratio to that of the reference; void when the two did not end alike. */
export function cell(measures: readonly Measure[], reference: readonly Measure[]): string {
  if (measures.length === 0) return '–'
  if (!agree([...measures, ...reference])) return 'void'
  return timeCell(measures, reference)
}

/** The median and its ratio to that of the reference, whatever they ended on. */
export function timeCell(measures: readonly Measure[], reference: readonly Measure[]): string {
  const time = medianTime(measures)
  return `${plain(time)} (${(time / medianTime(reference)).toFixed(2)}×)`
}
