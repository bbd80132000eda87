import { DEAD, stateOf } from '../../../engines/gossip/member.ts'
import { type SwimConfig, swimProfiles } from '../../../engines/gossip/swim-config.ts'
import { coordinate, repeated, type Theory } from '../../../lab/theory.ts'
import type { Random } from '../../../sim/random.ts'
import type { NetworkConfig } from '../../../world/network.ts'
import { createGroup, play } from '../group.ts'

const LENGTH = 150_000
const SLOWNESS = 10_000
/** What a version of the protocol must gain to be worth its name; the paper measured ten times as much. */
const LEAST_GAIN = 5

const links: NetworkConfig = {
  latencyDistribution: 'exponential',
  latency: 5,
  latencyVariation: 1,
  jitter: 0,
  loss: 0,
  duplication: 0,
}
const on: SwimConfig = swimProfiles.lan
const off: SwimConfig = { ...on, suspicionStretch: 1, localHealth: false, buddy: false }

/** How often a suspicion of a healthy member ends in its death, while a share of the members reads messages late. */
function falseDeaths(config: SwimConfig, n: number, slow: number, random: Random): number {
  const group = createGroup(config, links, n, random)
  const slowest = Math.round(slow * n)
  group.network.slowness.fill(SLOWNESS, 0, slowest)
  let deaths = 0
  group.watch = ({ swim: { out } }) => {
    for (let i = 0; i < out.changes; i += 1) {
      const declared = stateOf(out.after[i] as number) === DEAD && out.observer[i] === out.accuser[i]
      if (declared && (out.member[i] as number) >= slowest) deaths += 1
    }
  }
  play(group, LENGTH)
  return deaths
}

/** Lifeguard: a measurement on real agents, of which only the direction can be reproduced. */
export const lifeguardLaw: Theory = {
  key: 'lifeguard',
  title: 'Wrongly declared deaths of healthy members, without Lifeguard ÷ with it',
  law: `at least ${LEAST_GAIN} (drawn); the paper reports more than 50 times fewer`,
  source: 'Dadgar, Phillips, Currey, Lifeguard: SWIM-ing with Situational Awareness, 2017',
  pitfall:
    'Measured by the authors on 128 agents under a load that is not described in full: a bound, not a figure to hit. ' +
    'Both counts are taken plus one.',
  x: { name: 'slow', label: 'Share of members that read messages 10 s late', min: 0.05, max: 0.25 },
  y: { label: 'Deaths without ÷ with', log: true },
  curves: [{ n: 40 }],
  expected: () => LEAST_GAIN,
  measure: (at, replications, random) =>
    repeated(replications, () => {
      const [n, slow] = [coordinate(at, 'n'), coordinate(at, 'slow')]
      return (falseDeaths(off, n, slow, random) + 1) / (falseDeaths(on, n, slow, random) + 1)
    }),
  replications: 4,
  rows: [{ at: { n: 40, slow: 0.1 } }],
}
