import { type Chain, sizeOf } from '../../engines/backpressure/chain/chain.ts'
import type { Layer } from '../../engines/backpressure/chain/config.ts'
import { limitOf } from '../../engines/backpressure/limit/guard.ts'
import type { Probe } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import { percentile } from '../../world/latencies.ts'
import { lossShare, meanWaiting, mm1kOf } from './laws.ts'
import type { params } from './params.ts'
import { meanDepth } from './run/averages.ts'
import { rateAt } from './run/senders.ts'
import { fairness } from './run/shares.ts'
import { lostIn, type PressureWorld } from './run/world.ts'

type PressureProbe = Probe<typeof params, PressureWorld>

/** How far back waits are looked at. */
const WINDOW: Millis = 10_000

const grows = (label: string, read: (world: PressureWorld) => number): PressureProbe => ({
  label,
  unit: '',
  kind: 'count',
  read,
})

const level = (label: string, read: PressureProbe['read'], unit: PressureProbe['unit'] = ''): PressureProbe => ({
  label,
  unit,
  kind: 'level',
  read,
})

const took = (share: number, label: string): PressureProbe =>
  level(label, ({ latencies }, _, now) => percentile(latencies, share, now, WINDOW), 'ms')

/** What a producer sends a second; NaN when there is no such producer. */
const rateOf = (place: number): PressureProbe =>
  level(
    `Rate of producer ${place + 1}`,
    (world, values) => (place < world.producers.length ? rateAt(world, values, place) : NaN),
    '/s',
  )

const fill = (layer: Layer, label: string): PressureProbe =>
  level(
    label,
    ({ chain }, { bufferSize, system }) => (system === 'queue' ? NaN : share(chain, layer, bufferSize)),
    'share',
  )

const share = (chain: Chain, layer: Layer, room: number): number => sizeOf(chain, layer) / room

/** The numbers read off the world. */
export const probes = {
  depth: level('Items waiting', ({ queue }) => queue.line.size),
  meanDepth: level('Mean since the settings changed', ({ averages, queue }, _, now) =>
    now > averages.since ? meanDepth(averages, queue.line.size, now) : NaN,
  ),
  expectedDepth: level('Mean of M/M/1/K', (_, values) => {
    const law = mm1kOf(values)
    return law ? meanWaiting(law.load, law.places) : NaN
  }),
  sent: grows('Items sent', ({ totals }) => totals.sent),
  accepted: grows('Items let in', ({ account }) => account.accepted),
  rejected: grows('Items refused', ({ totals }) => totals.rejected + totals.tooMany + totals.overloaded),
  dropped: grows('Items dropped', ({ totals }) => totals.dropped + totals.abandoned + totals.vanished),
  served: grows('Items served', ({ totals }) => totals.served),
  tooMany: grows('Answers 429', ({ totals }) => totals.tooMany),
  overloaded: grows('Answers 503', ({ totals }) => totals.overloaded),
  rate1: rateOf(0),
  rate2: rateOf(1),
  rate3: rateOf(2),
  rate4: rateOf(3),
  p50: took(0.5, 'Half of the items took at most'),
  p99: took(0.99, '99% of the items took at most'),
  outside: level('Producers’ items outside', ({ queue }) => queue.outside.size),
  fairness: level('Jain’s index of the last 10 s', ({ producers, shares }, _, now) =>
    fairness(shares, producers.length, now),
  ),
  lossShare: level(
    'Share lost since the settings changed',
    ({ account, averages, totals }) => {
      const offered = account.offered - averages.offered
      return offered > 0 ? (lostIn(totals) - averages.lost) / offered : NaN
    },
    'share',
  ),
  expectedLoss: level(
    'Share lost by M/M/1/K',
    (_, values) => {
      const law = mm1kOf(values)
      return law ? lossShare(law.load, law.places) : NaN
    },
    'share',
  ),
  lost: level('Items lost in all', ({ totals }) => lostIn(totals)),
  utilisation: level(
    'Share of time that consumers worked',
    ({ busy, totals }, { consumers }, now) =>
      now > 0 ? (totals.worked + busy * (now - totals.workedAt)) / (now * consumers) : NaN,
    'share',
  ),
  inWork: level('Items in work', ({ busy }) => busy),
  limit: level('Limit of the consumers', ({ guard, limit }) => {
    const most = limitOf(guard, limit)
    return most < Infinity ? most : NaN
  }),
  applicationFill: fill('application', 'Application buffer'),
  tcpFill: fill('tcp', 'TCP buffer'),
  osFill: fill('os', 'OS buffer'),
} as const satisfies Readonly<Record<string, PressureProbe>>
