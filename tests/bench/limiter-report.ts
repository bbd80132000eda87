import { agree, type Effort, medianTime, timeCell, WARM } from './comparison.ts'
import { KEYS, LIMIT, type LimiterName, WINDOW } from './limiters.ts'
import type { Measure } from './model.ts'
import { notInstalled, npmLabel } from './npm.ts'
import { inProcess } from './systems.ts'
import { plain, printTable } from './table.ts'

const DECISIONS = 1_000_000

/**
 * What a limiter is called in the table, and what a decision may cost, in nanoseconds; the bare rule is a yardstick.
 */
const rows: readonly (readonly [name: LimiterName, title: string, goal?: number])[] = [
  ['tokenBucket', 'token bucket', 100],
  ['bucketArray', 'token bucket, an array of states', 100],
  ['bareBucket', 'its bare rule in two columns, yes or no'],
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
    what: 'TokenBucket a key in an array, synchronous; yes or no only',
    ours: 'bucketArray',
    warm: WARM,
    decisions: DECISIONS,
  },
  {
    measure: 'buckets',
    name: 'limiter',
    what: 'the same, against buckets found by key',
    ours: 'tokenBucket',
    warm: WARM,
    decisions: DECISIONS,
  },
  {
    measure: 'bottleneck',
    name: 'bottleneck',
    what: 'a scheduler of jobs; reservoir a key, empty jobs awaited or refused',
    ours: 'clockWindow',
    warm: 2000,
    decisions: 10_000,
  },
]

/** Rounds by name; each has a measure for each number of keys. */
type Results = ReadonlyMap<string, readonly (readonly Measure[])[]>

const column = (rounds: readonly (readonly Measure[])[], index: number): readonly Measure[] =>
  rounds.map((measures) => measures[index] as Measure)

/** Each limiter by its engine, then the packages that decide the same. */
export function printLimiters(effort: Effort): void {
  const found = peers.filter(({ name }) => npmLabel(name) !== undefined)
  const results = measureAll(found, effort)
  const decisions = DECISIONS * effort.share
  printTable(`Limiters, nanoseconds of CPU time per decision in ${plain(decisions)} decisions`, [
    ['limiter', '100 keys', 'one key', 'goal', 'admitted, 100 keys', 'one key'],
    ...rows.map(([name, title, goal]) => {
      const columns = KEYS.map((_, index) => column(results.get(name) ?? [], index))
      const admitted = columns.map(([first]) => plain(share(first, decisions)))
      return [title, ...columns.map((measures) => plain(medianTime(measures))), goal ? plain(goal) : '–', ...admitted]
    }),
  ])
  console.log(
    `\nAllowed: ${LIMIT} in ${plain(WINDOW / 1000)} s a key. Arrivals: Poisson, twice that, in whole milliseconds, ` +
      'made beforehand. Admitted: % of all,\nwarming up included. Both in one process, 100 keys first. ' +
      'The goal of several limits is the sum of theirs.',
  )
  printPeers(found, results, effort)
}

/** Those of the warm-up are counted too, as they decide what comes later. */
const share = (measure: Measure | undefined, decisions: number): number =>
  (100 * (measure?.counts[0] ?? NaN)) / (WARM + decisions)

function measureAll(found: readonly Peer[], { rounds, share: part }: Effort): Results {
  const runs = new Map(rows.map(([name]) => [name as string, { warm: WARM, decisions: DECISIONS }]))
  for (const { measure, warm, decisions } of found) runs.set(measure, { warm, decisions })
  const results = new Map([...runs.keys()].map((measure) => [measure, [] as (readonly Measure[])[]]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [measure, { warm, decisions }] of runs)
      results.get(measure)?.push(decided(measure, warm, decisions * part))
  }
  return results
}

const decided = (measure: string, warm: number, events: number): readonly Measure[] =>
  inProcess(measure, { size: 0, warm, events })

function printPeers(found: readonly Peer[], results: Results, effort: Effort): void {
  printTable('The same decisions by npm packages; × is the ratio to Setpoint; goal: 10× or more', [
    ['package', 'Setpoint’s limiter', '100 keys', 'one key'],
    ...found.map((peer) => peerRow(peer, results, effort)),
  ])
  console.log(
    '\nAll read the times of the arrivals in place of the wall clock (Date.now and performance.now are ' +
      'replaced), which ' +
      'spares them\nreading it. bottleneck’s pauses of 0 ms are made microtasks, its heartbeat is called ' +
      'as each window ' +
      'ends, and it decides\nfewer requests. “void” is said of one that does not admit as many of its ' +
      'arrivals as Setpoint.',
  )
  if (results.has('buckets')) console.log(yardstick(results))
  const missing = new Set(peers.filter((peer) => !found.includes(peer)).map(({ name }) => `- ${notInstalled(name)}`))
  if (missing.size > 0) console.log(`Missing here:\n${[...missing].join('\n')}`)
}

/** How far below `limiter` a token bucket can be at all: the bare rule decides alike and does nothing else. */
function yardstick(results: Results): string {
  const times = (name: string) => KEYS.map((_, index) => medianTime(column(results.get(name) ?? [], index)))
  const bare = times('bareBucket')
  const [many, one] = times('buckets').map((time, index) => `${(time / (bare[index] as number)).toFixed(1)}×`)
  return (
    'limiter is little more than the rule itself: the bare rule, which tells neither what remains nor ' +
    'how long to wait,' +
    `\nis ${many} (100 keys) and ${one} (one key) as fast as limiter. No token bucket can come far above that ratio.`
  )
}

function peerRow({ measure, name, what, ours, warm, decisions }: Peer, results: Results, effort: Effort): string[] {
  const title = rows.find(([row]) => row === ours)?.[1] ?? ''
  const setpoint = results.get(ours) ?? []
  // What Setpoint decides on the arrivals that the peer was given.
  const same = decisions === DECISIONS ? setpoint[0] : decided(ours, warm, decisions * effort.share)
  const cells = KEYS.map((_, index) => {
    const measures = column(results.get(measure) ?? [], index)
    if (!agree([...measures, same?.[index] as Measure])) return 'void'
    return timeCell(measures, column(setpoint, index))
  })
  return [`${npmLabel(name)}: ${what}`, title, ...cells]
}
