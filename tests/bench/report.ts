import { cpus } from 'node:os'
import { type Case, cell, compare, type Effort, EVENTS, WARM } from './comparison.ts'
import { printGossip } from './gossip-report.ts'
import type { Memory, Travel } from './lab.ts'
import { printLimiters } from './limiter-report.ts'
import type { Section } from './sections.ts'
import { findSystems, inProcess, type System } from './systems.ts'
import { median, plain, printTable } from './table.ts'

const cases: readonly Case[] = [
  { workload: 'hold', size: 100, title: 'HOLD, 100 pending' },
  { workload: 'hold', size: 1000, title: '1,000' },
  { workload: 'hold', size: 10_000, title: '10,000' },
  { workload: 'hold', size: 100_000, title: '100,000' },
  { workload: 'customers', size: 0, title: 'M/M/1, per customer' },
  { workload: 'calls', size: 0, title: 'Breaker, per call' },
]

/** Measures the sections and prints them. Nothing here can fail a build: times are for people to judge. */
export function report(effort: Effort, sections: readonly Section[]): void {
  console.log(`Node ${process.versions.node} on ${cpus()[0]?.model.trim()}, ${cpus().length} cores.`)
  console.log('Nanoseconds of CPU time (user and system, all threads, garbage collection and compiling included):')
  console.log(`medians of ${effort.rounds} interleaved rounds, each run in a fresh process. Compare ratios, not times.`)
  const compared = sections.some((section) => section === 'systems' || section === 'gossip')
  if (compared) reportSystems(effort, sections)
  if (sections.includes('limiters')) printLimiters(effort)
  if (sections.includes('lab')) printLab(effort)
}

function reportSystems(effort: Effort, sections: readonly Section[]): void {
  const { systems, missing, close } = findSystems({ size: 100_000, warm: WARM, events: EVENTS * effort.share })
  try {
    if (sections.includes('systems')) printSystems(systems, effort)
    if (sections.includes('gossip')) printGossip(systems, effort)
  } finally {
    close()
  }
  if (missing.length > 0) console.log(`\nMissing here:\n${missing.map((text) => `- ${text}`).join('\n')}`)
}

function printSystems(systems: readonly System[], effort: Effort): void {
  const results = compare(systems, cases, effort)
  const rows = systems.map(({ label }, row) => [
    label,
    ...cases.map((_, column) => cell(results[row]?.[column] ?? [], results[0]?.[column] ?? [])),
  ])
  const first = (systems[0] as System).label
  printTable(`Against other systems; × is the ratio to the first (${first})`, [
    ['system', ...cases.map(({ title }) => title)],
    ...rows,
  ])
  console.log(
    '\nAll draw the same random numbers; “void” is said of one that does not end on the first one’s clock and counts.',
  )
}

function printLab({ rounds, share }: Effort): void {
  const each = Array.from({ length: rounds }, () =>
    inProcess('lab-calls', { size: 0, warm: 100_000, events: 1_000_000 * share }),
  )
  const travels = Array.from({ length: rounds }, () => inProcess<Travel>('travel', { size: 0, warm: 0, events: 400 }))
  const of = (what: (travel: Travel) => number): string => plain(median(travels.map(what)))
  const perCall = median(each.map(({ nanoseconds }) => nanoseconds))
  const [made = NaN, events = NaN] = each[0]?.counts ?? []
  printTable('The circuit breaker lab, first preset, headless; CPU time', [
    ['what', 'measured'],
    ['one call through the whole contract, ns', plain(perCall)],
    ['events per call', plain(events / made)],
    ['one event, played on a timeline, ns', of(({ playing }) => playing)],
    ['one event, replayed by seeks, ns', of(({ replaying }) => replaying)],
    ['events in ten minutes', of((travel) => travel.events)],
    ['checkpoints of ten minutes', of(({ checkpoints }) => checkpoints)],
    ['a snapshot, ms', of(({ snapshot }) => snapshot)],
    ['restoring one, ms', of(({ restore }) => restore)],
    ['a seek anywhere in ten minutes, timeline: median, ms', of(({ seeks }) => seeks.median)],
    ['… 99 of 100 within, ms', of(({ seeks }) => seeks.late)],
    ['… the worst, ms', of(({ seeks }) => seeks.worst)],
    ['a seek with the page’s frame, session: median, ms', of(({ sessionSeeks }) => sessionSeeks.median)],
    ['… 99 of 100 within, ms', of(({ sessionSeeks }) => sessionSeeks.late)],
    ['… the worst, ms', of(({ sessionSeeks }) => sessionSeeks.worst)],
  ])
  const { minutes, bytes } = inProcess<Memory>('memory', { size: 0, warm: 0, events: 60 })
  printTable('What a session keeps of that run: heap and arrays after garbage collection, MB', [
    ['virtual minutes', ...minutes.map(String)],
    ['MB', ...bytes.map((size) => plain(size / 1e6))],
  ])
}
