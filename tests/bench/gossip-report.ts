import { type Case, cell, compare, type Effort, EVENTS, medianTime, WARM } from './comparison.ts'
import type { Measure } from './model.ts'
import { inProcess, type System } from './systems.ts'
import { median, plain, printTable } from './table.ts'

const cases: readonly Case[] = [
  { workload: 'gossip', size: 100, title: '100 nodes, per event' },
  { workload: 'gossip', size: 1000, title: '1,000' },
  { workload: 'gossip', size: 10_000, title: '10,000' },
]

/** What of the lab is played, and what that is at 10,000 nodes. */
const presets = [
  { measure: 'lab-rumors', title: 'preset “rumor” with nobody watching: push of a rumor in rounds' },
  { measure: 'lab-rumor', title: 'preset “rumor” as it is: SWIM besides, 5% loss, false suspicions and all' },
  { measure: 'lab-death', title: 'preset “death”: SWIM alone with its gossip and full exchanges, a crash' },
]
const NODES = 10_000

/** The bench's protocol against other systems, and how it grows; then the lab itself. */
export function printGossip(systems: readonly System[], effort: Effort): void {
  const able = systems.filter(({ runs }) => runs.includes('gossip'))
  const results = compare(able, cases, effort)
  const rows = able.map(({ label }, row) => [
    label,
    ...cases.map((_, column) => cell(results[row]?.[column] ?? [], results[0]?.[column] ?? [])),
    slope(results[row] ?? [], (measure, measures) => (medianTime(measures) * told(measure)) / rumors(measure)),
    slope(results[row] ?? [], (measure) => sent(measure) / rumors(measure)),
  ])
  printTable(`Gossip: probe, answer, guard, a rumor on both messages, 1% loss; × is the ratio to ${able[0]?.label}`, [
    ['system', ...cases.map(({ title }) => title), 'slope of time', 'of messages'],
    ...rows,
  ])
  console.log(
    '\nSlopes: of the CPU time and of the messages until all nodes know a rumor, from 100 to 10,000 nodes, log-log.',
  )
  printLab(effort)
}

/** A fit through the smallest and the largest size. */
function slope(
  columns: readonly (readonly Measure[])[],
  cost: (measure: Measure, measures: readonly Measure[]) => number,
): string {
  const costs = [columns[0] ?? [], columns[cases.length - 1] ?? []].map((measures) =>
    measures[0] ? cost(measures[0], measures) : NaN,
  )
  const [small = NaN, large = NaN] = costs
  return (Math.log(large / small) / Math.log((cases.at(-1)?.size ?? NaN) / (cases[0]?.size ?? NaN))).toFixed(2)
}

const rumors = ({ counts }: Measure): number => counts[1] ?? NaN
const told = ({ counts }: Measure): number => counts[4] ?? NaN
const sent = ({ counts }: Measure): number => counts[5] ?? NaN

function printLab({ rounds, share }: Effort): void {
  const extent = { size: NODES, warm: WARM, events: EVENTS * share }
  const results = presets.map((): Measure[] => [])
  for (let round = 0; round < rounds; round += 1) {
    presets.forEach(({ measure }, row) => {
      results[row]?.push(inProcess(measure, extent))
    })
  }
  printTable('The gossip lab itself at 10,000 nodes, headless: more than the protocol above; CPU time', [
    ['what', 'per event, ns', 'virtual ms played', 'virtual per CPU time, ×'],
    ...presets.map(({ title }, row) => labRow(title, results[row] ?? [])),
  ])
}

function labRow(title: string, measures: readonly Measure[]): readonly string[] {
  const played = measures[0]?.counts[0] ?? NaN
  const events = measures[0]?.counts[1] ?? NaN
  const spent = (median(measures.map(({ nanoseconds }) => nanoseconds)) * events) / 1e6
  return [title, plain(medianTime(measures)), plain(played), plain(played / spent)]
}
