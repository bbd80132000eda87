import { deliver } from '../../../engines/gossip/delivery.ts'
import { beats, createHeartbeats } from '../../../engines/gossip/heartbeat.ts'
import { crashes } from '../../../engines/gossip/life.ts'
import { copied } from '../../../engines/gossip/mail.ts'
import { DEAD, stateOf } from '../../../engines/gossip/member.ts'
import { PROBE, PROBE_TIMEOUT } from '../../../engines/gossip/outbox.ts'
import { timerFires } from '../../../engines/gossip/protocol.ts'
import { createSwim, type Swim } from '../../../engines/gossip/swim.ts'
import { type SwimConfig, swimProfiles } from '../../../engines/gossip/swim-config.ts'
import { coordinate, repeated, type Theory } from '../../../lab/theory.ts'
import { exp, log, power } from '../../../sim/exact.ts'
import type { Random } from '../../../sim/random.ts'

const maths = { log, exp }
const NO_LINK = -1

/** The protocol of the paper's analysis: random probes, a failed one declares dead, and no news travels. */
const analysed: SwimConfig = {
  ...swimProfiles.paper,
  probeOrder: 'random',
  suspicion: false,
  piggyback: 0,
}

/** What happens at one instant in a whole group: its messages arrive at once, each lost with probability `loss`. */
interface Instant {
  readonly swim: Swim
  readonly config: SwimConfig
  readonly loss: number
  readonly random: Random
  readonly waiting: number[]
  /** Called after each verb, while the outbox says what it wants and changed. */
  readonly watch: (swim: Swim) => void
}

function collect({ swim, waiting, watch }: Instant): void {
  watch(swim)
  for (let i = 0; i < swim.out.messages; i += 1) waiting.push(swim.out.message[i] as number)
}

/** All messages on their way arrive or are lost, and so do the answers to them. */
function settleAll(instant: Instant): void {
  const { swim, config, waiting } = instant
  for (let next = 0; next < waiting.length; next += 1) {
    const slot = waiting[next] as number
    if (instant.random.chance(instant.loss)) copied(swim.mail, slot, 0)
    else {
      deliver(swim, config, slot, 0)
      collect(instant)
    }
  }
  waiting.length = 0
}

/** One period: every node that runs probes, and where no answer came, asks others. */
function period(instant: Instant): void {
  const { swim, config, random } = instant
  for (const kind of [PROBE, PROBE_TIMEOUT]) {
    for (let node = 0; node < swim.nodes; node += 1) {
      timerFires(swim, config, kind, node, NO_LINK, swim.era[node] as number, 0, random)
      collect(instant)
    }
    settleAll(instant)
  }
}

/** Periods until somebody probes a member that has crashed, that period among them. */
function periodsUntilProbed(config: SwimConfig, n: number, random: Random): number {
  const swim = createSwim(n, n, config, maths, random)
  crashes(swim, 0)
  let probed = false
  const watch = ({ out, mail }: Swim) => {
    for (let i = 0; i < out.messages; i += 1) probed ||= mail.to[out.message[i] as number] === 0
  }
  const instant: Instant = { swim, config, loss: 0, random, waiting: [], watch }
  for (let periods = 1; ; periods += 1) {
    period(instant)
    if (probed) return periods
  }
}

const byMembers = { name: 'n', label: 'Members n', min: 8, max: 256, log: true, whole: true } as const
const members = (at: Readonly<Record<string, number>>): number => Math.round(coordinate(at, 'n'))
const swimPaper = 'Das, Gupta, Motivala, SWIM, DSN 2002; Gupta, Chandra, Goldszmidt, PODC 2001'

function detection(probeOrder: SwimConfig['probeOrder']): Theory {
  const random = probeOrder === 'random'
  const config: SwimConfig = { ...analysed, probeOrder, indirectProbes: 0 }
  return {
    key: random ? 'firstDetection' : 'firstDetectionInOrder',
    title: `Periods until a crash is first noticed, ${random ? 'any member probed' : 'in shuffled round robin'}`,
    law: random
      ? '1 ÷ (1 − (1 − 1 ÷ (n − 1))ⁿ⁻¹), which tends to e ÷ (e − 1) = 1.58'
      : 'Σ (1 − t ÷ (n − 1))ⁿ⁻¹ over t from 0 to n − 1',
    source: swimPaper,
    pitfall: random
      ? 'The time has no bound: a member may go unprobed for any number of periods.'
      : 'The mean is little lower than with random probes; what it gains ' +
        'is a bound of 2n − 1 periods for each observer.',
    x: byMembers,
    y: { label: 'Periods, mean' },
    curves: [{}],
    expected: (at) => meanPeriods(coordinate(at, 'n'), random),
    measure: (at, replications, chance) =>
      repeated(replications, () => periodsUntilProbed(config, members(at), chance)),
    replications: 5000,
    rows: random
      ? [
          { at: { n: 8 }, printed: 1.515, absolute: 0.06 },
          { at: { n: 16 } },
          { at: { n: 32 }, printed: 1.5671, absolute: 0.06 },
          { at: { n: 56 }, printed: 1.5736, absolute: 0.06 },
          { at: { n: 128 } },
        ]
      : [{ at: { n: 16 }, printed: 1.52, absolute: 0.06 }, { at: { n: 56 } }],
  }
}

/** Of n − 1 observers, each probes one other member a period: any of n − 1, or one not yet probed. */
function meanPeriods(n: number, random: boolean): number {
  const others = n - 1
  if (random) return 1 / (1 - power(1 - 1 / others, others))
  let mean = 0
  for (let t = 0; t < others; t += 1) mean += power(1 - t / others, others)
  return mean
}

/** Wrong declarations a member that one period of a group ends with; nobody has declared anybody dead before. */
function falseDeclarations(n: number, config: SwimConfig, loss: number, random: Random): number {
  const swim = createSwim(n, n, config, maths, random)
  period({ swim, config, loss, random, waiting: [], watch: () => undefined })
  let declared = 0
  for (let node = 0; node < n; node += 1) {
    timerFires(swim, config, PROBE, node, NO_LINK, swim.era[node] as number, 0, random)
    for (let i = 0; i < swim.out.changes; i += 1) if (stateOf(swim.out.after[i] as number) === DEAD) declared += 1
  }
  return declared / n
}

const falsePositives: Theory = {
  key: 'falsePositives',
  title: 'Wrong declarations without suspicion',
  law: '(1 − q²) · (1 − q⁴)ᵏ a member and period, for messages that arrive with probability q and k helpers',
  source: swimPaper,
  pitfall: 'Loss is of each message on its own: answers can be lost too, and a way through a helper is four messages.',
  x: { name: 'loss', label: 'Share of messages lost', min: 0.02, max: 0.4, log: true },
  y: { label: 'Wrong declarations a member and period', log: true },
  curves: [
    { n: 50, k: 1 },
    { n: 50, k: 3 },
    { n: 50, k: 0 },
  ],
  expected(at) {
    const q = 1 - coordinate(at, 'loss')
    return (1 - q * q) * power(1 - power(q, 4), coordinate(at, 'k'))
  },
  measure(at, replications, random) {
    const config: SwimConfig = { ...analysed, indirectProbes: coordinate(at, 'k') }
    const n = coordinate(at, 'n')
    return repeated(replications, () => falseDeclarations(n, config, coordinate(at, 'loss'), random))
  },
  replications: 1200,
  rows: [
    { at: { n: 50, loss: 0.05, k: 1 }, printed: 0.01809, relative: 0.15 },
    { at: { n: 50, loss: 0.05, k: 3 } },
    { at: { n: 50, loss: 0.1, k: 1 }, printed: 0.06534, relative: 0.15 },
    { at: { n: 50, loss: 0.1, k: 3 }, printed: 0.007728, relative: 0.15 },
    { at: { n: 50, loss: 0.2, k: 1 } },
    { at: { n: 50, loss: 0.2, k: 3 }, printed: 0.07409, relative: 0.15 },
    { at: { n: 50, loss: 0.3, k: 3 } },
  ],
}

const load: Theory = {
  key: 'swimLoad',
  title: 'Messages of a healthy group',
  law: '2 a member and period, one probe and one answer, whatever n',
  source: swimPaper,
  pitfall: 'Losses and crashes add indirect probes, and news sent for its own sake comes on top.',
  x: byMembers,
  y: { label: 'Messages a member and period' },
  curves: [{}],
  expected: () => 2,
  measure(at, replications, random) {
    const n = members(at)
    const swim = createSwim(n, n, { ...analysed, piggyback: 8 }, maths, random)
    const instant: Instant = { swim, config: analysed, loss: 0, random, waiting: [], watch: () => undefined }
    return repeated(replications, () => {
      const before = swim.sent.reduce((sum, count) => sum + count, 0)
      period(instant)
      return (swim.sent.reduce((sum, count) => sum + count, 0) - before) / n
    })
  },
  replications: 20,
  rows: [
    { at: { n: 16 }, printed: 2, absolute: 0.05 },
    { at: { n: 64 } },
    { at: { n: 256 }, printed: 2, absolute: 0.05 },
  ],
}

const heartbeatLoad: Theory = {
  key: 'heartbeatLoad',
  title: 'Messages of heartbeats from all to all',
  law: 'n − 1 a member and period',
  source: swimPaper,
  pitfall: 'Every member must hear every other: the group as a whole sends n² messages a period.',
  x: byMembers,
  y: { label: 'Messages a member and period', log: true },
  curves: [{}],
  expected: (at) => coordinate(at, 'n') - 1,
  measure(at) {
    const n = members(at)
    const heartbeats = createHeartbeats(n, n)
    for (let from = 0; from < n; from += 1) {
      for (let to = 0; to < n; to += 1) if (to !== from) beats(heartbeats, to, from, 0)
    }
    return { value: heartbeats.last.reduce((sum, at) => sum + (at === 0 ? 1 : 0), 0) / n, error: 0 }
  },
  replications: 1,
  rows: [{ at: { n: 16 }, printed: 15, absolute: 0 }, { at: { n: 64 } }, { at: { n: 256 }, printed: 255, absolute: 0 }],
}

/** SWIM's detection time, wrong declarations and load, as its analysis sets them up. */
export const detectionLaws: readonly Theory[] = [
  detection('random'),
  detection('roundRobin'),
  falsePositives,
  load,
  heartbeatLoad,
]
