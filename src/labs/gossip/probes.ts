import type { Probe } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import { percentile } from '../../world/latencies.ts'
import type { GossipParams, params } from './params.ts'
import { agreement } from './run/watch.ts'
import { type GossipWorld, NEVER, type Totals } from './run/world.ts'

type GossipProbe = Probe<typeof params, GossipWorld>

/** How far back times of detection are looked at. */
const DETECTION_WINDOW: Millis = 60_000

const total = (name: keyof Totals, label: string): GossipProbe => ({
  label,
  unit: 'messages',
  kind: 'count',
  read: ({ totals }) => totals[name],
})

const detection = (share: number, label: string): GossipProbe => ({
  label,
  unit: 'ms',
  kind: 'level',
  read: ({ watch }, _, now) => percentile(watch.detections, share, now, DETECTION_WINDOW),
})

/** The longest time from a fall until it was known, with those that are not yet known as far as they have come. */
function longest(known: Millis, pending: readonly number[], { watch }: GossipWorld, now: Millis): Millis {
  let most = known
  for (const member of pending) most = Math.max(most, now - (watch.fellAt[member] as number))
  return most < 0 ? NaN : most
}

/** The share that the law expects to know by now: a round's messages take effect when they arrive. */
function expected({ law, round }: GossipWorld, { clocks, latency, roundPeriod }: GossipParams, now: Millis): number {
  if (!law.known) return NaN
  const after = 1 - law.ignorant
  if (clocks === 'together') return now >= round.at + latency ? after : law.before
  const share = Math.min(1, (now - round.at) / roundPeriod)
  return law.before + (after - law.before) * share
}

const probed = ({ beating, swim }: GossipWorld): number => {
  let sum = beating?.sent ?? 0
  for (let kind = 0; swim && kind < swim.sent.length; kind += 1) sum += swim.sent[kind] as number
  return sum
}

/** The numbers read off the world. */
export const probes = {
  informed: {
    label: 'Share of the nodes that know',
    unit: 'share',
    kind: 'level',
    read: ({ number, rumor, up }) => (number > 0 && up > 0 ? rumor.informed / up : NaN),
  },
  expected: { label: 'Share that the law expects', unit: 'share', kind: 'level', read: expected },
  news: total('news', 'Tellings that were news'),
  known: total('known', 'Tellings to nodes that knew'),
  lost: total('lost', 'Tellings lost'),
  messagesPerNode: {
    label: 'Messages of this rumor a node',
    unit: 'messages',
    kind: 'level',
    read: ({ messages, up }) => (up > 0 ? messages / up : NaN),
  },
  round: { label: 'Round', unit: '', kind: 'level', read: ({ round }) => round.number },
  timeToAll: {
    label: 'Time until all knew',
    unit: 'ms',
    kind: 'level',
    read: ({ began, complete }) => (complete === NEVER ? NaN : complete - began),
  },
  rumorTraffic: {
    label: 'Messages of rumors a node',
    unit: 'messages',
    kind: 'count',
    read: ({ totals: { tellings, questions, replies, comparisons } }, { nodes }) =>
      (tellings + questions + replies + comparisons) / nodes,
  },
  memberTraffic: {
    label: 'Messages of membership a node',
    unit: 'messages',
    kind: 'count',
    read: (world, { nodes }) => probed(world) / nodes,
  },
  agreement: {
    label: 'Views that agree',
    unit: 'share',
    kind: 'level',
    read: ({ swim, watch }) => (swim ? agreement(watch, swim) : NaN),
  },
  suspected: {
    label: 'Suspected, as the observer sees it',
    unit: 'nodes',
    kind: 'level',
    read: ({ detector, watch }) => (detector !== 'off' ? (watch.seen[1] as number) : NaN),
  },
  dead: {
    label: 'Dead, as the observer sees it',
    unit: 'nodes',
    kind: 'level',
    read: ({ detector, watch }) => (detector !== 'off' ? (watch.seen[2] as number) : NaN),
  },
  down: { label: 'Down in fact', unit: 'nodes', kind: 'level', read: ({ size, up }) => size - up },
  detected50: detection(0.5, 'p50'),
  detected95: detection(0.95, 'p95'),
  detected99: detection(0.99, 'p99'),
  firstKnew: {
    label: 'Longest time from a fall until somebody knew',
    unit: 'ms',
    kind: 'level',
    read: (world, _, now) => longest(world.watch.longestFirst, world.watch.undetected, world, now),
  },
  allKnew: {
    label: 'Longest time from a fall until all knew',
    unit: 'ms',
    kind: 'level',
    read: (world, _, now) => longest(world.watch.longestFull, world.watch.unknown, world, now),
  },
  falseSuspicions: {
    label: 'Times a running node was suspected',
    unit: '',
    kind: 'level',
    read: ({ watch }) => watch.falseSuspicions,
  },
  falseDeaths: {
    label: 'Times a running node was taken for dead',
    unit: '',
    kind: 'level',
    read: ({ watch }) => watch.falseDeaths,
  },
} as const satisfies Readonly<Record<string, GossipProbe>>
