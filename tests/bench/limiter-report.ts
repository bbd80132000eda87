import { agree, type Effort, medianTime, timeCell, WARM } from './comparison.ts'
import { LIMIT, type LimiterName, WINDOW } from './limiters.ts'
import type { Extent, Measure } from './model.ts'
import { notInstalled, npmLabel } from './npm.ts'
import { inProcess } from './systems.ts'
import { plain, printTable } from './table.ts'

const DECISIONS = 1_000_000
const sizes = [1, 100]

/** What a limiter is called in the table, and what a decision may cost, in nanoseconds. */
const rows: readonly (readonly [name: LimiterName, title: string, goal: number])[] = [
  ['tokenBucket', 'token bucket', 100],
  ['slidingLog', 'sliding-window log', 250],
  ['slidingCounter', 'sliding-window counter', 100],
  ['fixedWindow', 'fixed window from the first request', 100],
  ['clockWindow', 'fixed window of the clock', 100],
  ['leakyQueue', 'leaky bucket as a queue', 100],
  ['leakyMeter', 'leaky bucket as a meter', 100],
  ['gcra', 'GCRA', 100],
  ['reservation', 'reservation, now or never', 100],
  ['multiTier', 'three tiers: bucket, counter, bucket of all', 3 * 100],
  ['hybrid', 'hybrid of three: bucket, two logs', 100 + 2 * 250],
  ['distributed', 'distributed log, atomic: gateway and server', 250],
  ['twoTrips', 'distributed log, two trips', 250],
]

/** A package that decides the same by itself; slow ones decide only a share of the arrivals. */
interface Peer {
  readonly measure: string
  readonly name: string
  readonly what: string
  readonly ours: LimiterName
  readonly warm: number
  readonly decisions: number
}

const peers: readonly Peer[] = [
  {
    measure: 'flexible',
    name: 'rate-limiter-flexible',
    what: 'RateLimiterMemory, each promise awaited',
    ours: 'fixedWindow',
    warm: WARM,
    decisions: DECISIONS,
  },
  {
    measure: 'buckets',
    name: 'limiter',
    what: 'TokenBucket a key, synchronous; says yes or no only',
    ours: 'tokenBucket',
    warm: WARM,
    decisions: DECISIONS,
  },
  {
    measure: 'bottleneck',
    name: 'bottleneck',
    what: 'reservoir a key, an empty job awaited or refused',
    ours: 'clockWindow',
    warm: 2000,
    decisions: 10_000,
  },
]

type Results = ReadonlyMap<string, readonly (readonly Measure[])[]>

/** Each limiter by its engine, then the packages that decide the same. */
export function printLimiters(effort: Effort): void {
  const found = peers.filter(({ name }) => npmLabel(name) !== undefined)
  const results = measureAll(found, effort)
  const decisions = DECISIONS * effort.share
  printTable(`Limiters, nanoseconds of CPU time per decision in ${plain(decisions)} decisions`, [
    ['limiter', 'one key', '100 keys', 'goal', 'admitted, one key', '100 keys'],
    ...rows.map(([name, title, goal]) => {
      const columns = results.get(name) ?? []
      const admitted = columns.map(([first]) => plain(share(first, decisions)))
      return [title, ...columns.map((measures) => plain(medianTime(measures))), plain(goal), ...admitted]
    }),
  ])
  console.log(
    `\nAllowed: ${LIMIT} in ${plain(WINDOW / 1000)} s a key. Arrivals: Poisson, twice that, in whole milliseconds, ` +
      'made beforehand. Admitted: % of all,\nwarming up included.',
  )
  printPeers(found, results, effort)
}

/** Those of the warm-up are counted too, as they decide what comes later. */
const share = (measure: Measure | undefined, decisions: number): number =>
  (100 * (measure?.counts[0] ?? NaN)) / (WARM + decisions)

function measureAll(found: readonly Peer[], { rounds, share: part }: Effort): Results {
  const runs = [
    ...rows.map(([name]) => ({ measure: name as string, warm: WARM, decisions: DECISIONS })),
    ...found.map(({ measure, warm, decisions }) => ({ measure, warm, decisions })),
  ]
  const results = new Map(runs.map(({ measure }) => [measure, sizes.map((): Measure[] => [])]))
  for (let round = 0; round < rounds; round += 1) {
    for (const { measure, warm, decisions } of runs) {
      sizes.forEach((size, column) => {
        results.get(measure)?.[column]?.push(inProcess(measure, { size, warm, events: decisions * part }))
      })
    }
  }
  return results
}

function printPeers(found: readonly Peer[], results: Results, effort: Effort): void {
  printTable('The same decisions by npm packages; × is the ratio to Setpoint; goal: 10× or more', [
    ['package', 'Setpoint’s limiter', 'one key', '100 keys'],
    ...found.map((peer) => peerRow(peer, results, effort)),
  ])
  console.log(
    '\nAll read the times of the arrivals in place of the wall clock (Date.now and performance.now are replaced), which ' +
      'spares them\nreading it. bottleneck’s pauses of 0 ms are made microtasks, its heartbeat is called as each window ' +
      'ends, and it decides\nfewer requests. “void” is said of one that does not admit as many of its arrivals as Setpoint.',
  )
  const missing = peers.filter((peer) => !found.includes(peer)).map(({ name }) => `- ${notInstalled(name)}`)
  if (missing.length > 0) console.log(`Missing here:\n${missing.join('\n')}`)
}

function peerRow(peer: Peer, results: Results, effort: Effort): readonly string[] {
  const title = rows.find(([name]) => name === peer.ours)?.[1] ?? ''
  const cells = sizes.map((size, column) => {
    const measures = results.get(peer.measure)?.[column] ?? []
    const ours = results.get(peer.ours)?.[column] ?? []
    return agree([...measures, decidedBy(peer, size, effort)]) ? timeCell(measures, ours) : 'void'
  })
  return [`${npmLabel(peer.name)}: ${peer.what}`, title, ...cells]
}

/** What Setpoint decides on the arrivals that the peer was given. */
function decidedBy({ ours, warm, decisions }: Peer, size: number, { share: part }: Effort): Measure {
  const extent: Extent = { size, warm, events: decisions * part }
  return inProcess(ours, extent)
}
