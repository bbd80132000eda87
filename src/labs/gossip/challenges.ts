import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'cheap',
    title: 'Inform 99.9% with at most 8 messages a node',
    text:
      'A rumor begins among 1,000 nodes at 5% loss, and nobody watches. After 20 s at least 999 must know it, and ' +
      'all messages of the rumor together must be at most 8 a node.',
    fixed: { nodes: 1000, watch: 'off', rumorEvery: 0, loss: 0.05, latency: 40, latencyDistribution: 'constant' },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 20_000,
    goals: [
      { probe: 'informed', atLeast: 0.999 },
      { probe: 'messagesPerNode', atMost: 8 },
    ],
    hint:
      'Telling for ever costs for ever, and replies cost too. Let nodes stop early, and let a rare comparison find ' +
      'those whom the rumor missed.',
    solution: { interest: 'coin', response: 'blind', k: 3, antiEntropy: 6000 },
  },
  {
    key: 'detect',
    title: 'All know of a crash within 5 s, and nobody is wronged',
    text:
      'Thirty nodes at 5% loss for 10 minutes. Three nodes crash. Within 5 s all others must take each of them for ' +
      'dead, and no running node may ever be taken for dead. Probes are not repeated by TCP.',
    fixed: {
      nodes: 30,
      watch: 'swim',
      streamProbe: false,
      rumorEvery: 0,
      loss: 0.05,
      latency: 40,
      latencyDistribution: 'constant',
    },
    acts: [
      { at: 60_000, do: 'crash', with: { node: 3 } },
      { at: 240_000, do: 'crash', with: { node: 11 } },
      { at: 420_000, do: 'crash', with: { node: 20 } },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 600_000,
    goals: [
      { probe: 'allKnew', atMost: 5000 },
      { probe: 'falseDeaths', atMost: 0 },
    ],
    hint:
      'Probe more often, but do not only shorten the suspicion: a suspect needs time to hear of it and to refute. ' +
      'More helpers keep lost messages from becoming suspicions.',
    solution: { probeInterval: 300, probeTimeout: 120, indirectProbes: 5, suspicionStretch: 2 },
  },
]
