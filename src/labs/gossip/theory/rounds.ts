import {
  createReplicas,
  type Exchange,
  cycle as exchangeCycle,
  holders,
  update,
} from '../../../engines/gossip/anti-entropy.ts'
import { createRumor, cycle, hears, type RumorConfig } from '../../../engines/gossip/rumor.ts'
import { coordinate, repeated, type Theory } from '../../../lab/theory.ts'
import { exp, log, power } from '../../../sim/exact.ts'
import type { Random } from '../../../sim/random.ts'

const log2 = (x: number): number => log(x) / log(2)

/** Push without loss of interest. */
const endless: RumorConfig = {
  way: 'push',
  fanout: 1,
  response: 'blind',
  interest: 'kept',
  k: 1,
  judged: 'cycleStart',
  counts: 'consecutive',
  moves: 'eachTime',
}

/** Rounds until all know what one node knew: by rumors told for ever, where only those who know call. */
function roundsByPush(n: number, random: Random): number {
  const rumor = createRumor(n)
  hears(rumor, 0, 0)
  while (rumor.informed < n) cycle(rumor, endless, random)
  return rumor.cycles
}

/** The same by replicas that exchange all they have, where everybody calls. */
function roundsByExchange(exchange: Exchange, n: number, random: Random): number {
  const replicas = createReplicas(n, 1)
  update(replicas, 0, 0)
  while (holders(replicas, 0, 1) < n) exchangeCycle(replicas, exchange, random)
  return replicas.cycles
}

const MOST_ROUNDS = 200

/**
 * Mean rounds from the expected share that is still ignorant: after round t one is left with probability 1 − exp(−n s).
 * `kept` is the probability that an ignorant node stays so.
 */
function meanRounds(n: number, kept: (s: number) => number): number {
  let s = 1 - 1 / n
  let rounds = 0
  for (let t = 0; t < MOST_ROUNDS; t += 1) {
    rounds += 1 - exp(-n * s)
    s *= kept(s)
  }
  return rounds
}

const missedByPush = (n: number, s: number): number => power(1 - 1 / (n - 1), n * (1 - s))
const missedByPull = (n: number, s: number): number => Math.max(0, (n * s - 1) / (n - 1))

const byNodes = { name: 'n', label: 'Nodes n', min: 16, max: 4096, log: true, whole: true } as const
const rounds = { label: 'Rounds until all know' } as const
const nodes = (at: Readonly<Record<string, number>>): number => Math.round(coordinate(at, 'n'))

const push: Theory = {
  key: 'pushRounds',
  title: 'Rounds of push until all know',
  law: 'log₂ n + ln n + about 1.1; drawn: the mean from the expected share of ignorant nodes',
  source:
    'Frieze and Grimmett 1985; Pittel 1987; Doerr and Künnemann 2014: ⌊log₂ n⌋ + ln n − 1.116 ≤ mean ≤ ⌈log₂ n⌉ + ln ' +
    'n + 2.765',
  pitfall: 'The mean is not log₂ n + ln n, but 0.6 (n = 16) to 1.2 rounds more.',
  x: byNodes,
  y: rounds,
  curves: [{}],
  expected: (at) => meanRounds(coordinate(at, 'n'), (s) => missedByPush(coordinate(at, 'n'), s)),
  measure: (at, replications, random) => repeated(replications, () => roundsByPush(nodes(at), random)),
  replications: 200,
  rows: [
    { at: { n: 16 }, printed: 7.4138, absolute: 0.4 },
    { at: { n: 32 } },
    { at: { n: 64 }, printed: 11.1581, absolute: 0.4 },
    { at: { n: 128 } },
    { at: { n: 256 }, printed: 14.65, absolute: 0.4 },
    { at: { n: 1000 }, printed: 18.05, absolute: 0.4 },
    { at: { n: 4096 } },
  ],
}

const pull: Theory = {
  key: 'pullRounds',
  title: 'Rounds of pull until all know',
  law: 'log₂ n + O(log log n); drawn: the mean from the expected share of ignorant nodes',
  source: 'Karp, Schindelhauer, Shenker, Vöcking, Randomized Rumor Spreading, 2000',
  pitfall:
    'Nobody may ask the first node for some rounds: one run varies by more than a round, and starts later than drawn.',
  x: byNodes,
  y: rounds,
  curves: [{}],
  expected: (at) => meanRounds(coordinate(at, 'n'), (s) => missedByPull(coordinate(at, 'n'), s)),
  measure: (at, replications, random) => repeated(replications, () => roundsByExchange('pull', nodes(at), random)),
  replications: 200,
  rows: [
    { at: { n: 64 }, printed: 8.93, absolute: 0.45 },
    { at: { n: 256 } },
    { at: { n: 1000 }, printed: 13.76, absolute: 0.45 },
    { at: { n: 4096 }, printed: 16.12, absolute: 0.45 },
  ],
}

const pushPull: Theory = {
  key: 'pushPullRounds',
  title: 'Rounds of push-pull until all know',
  law: 'log₃ n + log₂ ln n',
  source: 'Karp, Schindelhauer, Shenker, Vöcking 2000: log₃ n + O(log log n) rounds, O(n log log n) messages',
  pitfall: 'The second term is a fit that happens to hold from 64 to 4,096 nodes; the theorem leaves it open.',
  x: byNodes,
  y: rounds,
  curves: [{}],
  expected: (at) => log(coordinate(at, 'n')) / log(3) + log2(log(coordinate(at, 'n'))),
  measure: (at, replications, random) => repeated(replications, () => roundsByExchange('pushPull', nodes(at), random)),
  replications: 200,
  rows: [
    { at: { n: 64 }, printed: 5.98, absolute: 0.2 },
    { at: { n: 256 } },
    { at: { n: 1000 }, printed: 9.16, absolute: 0.2 },
    { at: { n: 4096 }, printed: 10.72, absolute: 0.2 },
  ],
}

/** The share still ignorant one cycle after a share p0 of n replicas was. */
function residueAfterOne(exchange: Exchange, n: number, p0: number, random: Random): number {
  const replicas = createReplicas(n, 1)
  for (let node = Math.round(p0 * n); node < n; node += 1) update(replicas, node, 0)
  exchangeCycle(replicas, exchange, random)
  return 1 - holders(replicas, 0, 1) / n
}

function endGame(exchange: 'push' | 'pull'): Theory {
  const pulls = exchange === 'pull'
  return {
    key: pulls ? 'pullEndGame' : 'pushEndGame',
    title: `Anti-entropy when most know: one cycle of ${exchange}`,
    law: pulls ? "p' = p²" : "p' = p · (1 − 1 ÷ n)^(n (1 − p)), about p ÷ e",
    source: 'Demers et al. 1987, section 1.3',
    pitfall: 'Push is as good while few know; only when most do is pull so much faster.',
    x: { name: 'p0', label: 'Share ignorant before', min: 0.01, max: 0.2, log: true },
    y: { label: 'Share ignorant one cycle later', log: true },
    curves: [{ n: 10_000 }],
    expected(at) {
      const p = coordinate(at, 'p0')
      const n = coordinate(at, 'n')
      return pulls ? p * p : p * power(1 - 1 / n, n * (1 - p))
    },
    measure: (at, replications, random) =>
      repeated(replications, () => residueAfterOne(exchange, coordinate(at, 'n'), coordinate(at, 'p0'), random)),
    // Of 200 ignorant, a pull leaves 4: it takes 1,000 runs for 4,000 of them, which vary by 1.6%.
    replications: pulls ? 1000 : 50,
    rows: [
      { at: { n: 10_000, p0: 0.1 }, printed: pulls ? 0.01 : 0.04066, relative: 0.06 },
      { at: { n: 10_000, p0: 0.05 } },
      { at: { n: 10_000, p0: 0.02 }, printed: pulls ? 0.0004 : 0.007506, relative: 0.06 },
    ],
  }
}

/** Rounds to reach everybody, and the end of anti-entropy. */
export const roundLaws: readonly Theory[] = [push, pull, pushPull, endGame('pull'), endGame('push')]

/** The share that Serf plans with after t rounds of fan-out f: a logistic curve. */
const planned = (n: number, f: number, t: number): number => 1 / (1 + (n + 1) * exp((-f / 2) * t))

/** The formula that Serf plans with, under the epidemic that it plans. */
export const planningLaw: Theory = {
  key: 'serfPlanning',
  title: 'Serf’s planning curve and a real epidemic',
  law: 'share after t rounds = 1 ÷ (1 + (n + 1) · exp(−f ÷ 2 · t)), without loss and failures',
  source: 'HashiCorp Serf, convergence simulator',
  pitfall:
    'The formula halves the rate of contacts and starts from n + 1, so it is on the safe side: the engine’s points ' +
    'lie above the curve.',
  x: { name: 't', label: 'Rounds t', min: 0, max: 10, whole: true },
  y: { label: 'Share that knows' },
  curves: [
    { n: 30, f: 3 },
    { n: 1000, f: 3 },
  ],
  expected: (at) => planned(coordinate(at, 'n'), coordinate(at, 'f'), coordinate(at, 't')),
  measure(at, replications, random) {
    const n = coordinate(at, 'n')
    const config = { ...endless, fanout: coordinate(at, 'f') }
    return repeated(replications, () => {
      const rumor = createRumor(n)
      hears(rumor, 0, 0)
      while (rumor.cycles < Math.round(coordinate(at, 't'))) cycle(rumor, config, random)
      return rumor.informed / n
    })
  },
  replications: 200,
  rows: [{ at: { n: 30, f: 3, t: 2 } }, { at: { n: 30, f: 3, t: 4 } }, { at: { n: 30, f: 3, t: 6 } }],
}
