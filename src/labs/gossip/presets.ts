import type { PlannedAct, Preset } from '../../lab/lesson.ts'
import type { params } from './params.ts'

type GossipPreset = Preset<typeof params>

/** A node that is slow for a while, again and again. */
const flaps = (node: number, from: number, every: number, slow: number, count: number): PlannedAct[] =>
  Array.from({ length: count }, (_, i) => [
    { at: from + i * every, do: 'slow', with: { node } },
    { at: from + i * every + slow, do: 'recover', with: { node } },
  ]).flat()

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly GossipPreset[] = [
  {
    key: 'rumor',
    title: 'One rumor in 1,000 nodes',
    look:
      'Those who know double in each round until half know, then the last ones take as long again. At 0.9 s a node ' +
      'crashes.',
    params: { gossipInterval: 0 },
    acts: [{ at: 900, do: 'crash', with: { node: 640 } }],
    seed: 11,
    shows: { by: 10_500, parts: { 'rumor.hears': 990, 'rumor.begins': 2, 'rumor.falls': 1 } },
  },
  {
    key: 'death',
    title: 'A node dies',
    look:
      'Node 3 of 8 crashes at 5 s. One probe fails, helpers fail too, a suspicion spreads, and its time-out makes it ' +
      'a death.',
    params: { nodes: 8, rumors: false, observer: 0, loss: 0, exchangeInterval: 500, suspicionMultiplier: 2 },
    acts: [
      { at: 5000, do: 'crash', with: { node: 3 } },
      { at: 22_000, do: 'restart', with: { node: 3 } },
      { at: 27_000, do: 'leave', with: { node: 6 } },
    ],
    seed: 4,
    shows: {
      by: 32_000,
      parts: { 'members.suspects': 1, 'members.confirms': 1, 'members.rejoins': 1, 'members.leaves': 1 },
    },
  },
  {
    key: 'lossy',
    title: 'A lossy network, 20%',
    look:
      'One message in five is lost. Rumors take longer, and who stops early leaves some out; probes fail for ' +
      'nothing, and suspects refute.',
    params: { nodes: 120, loss: 0.2, streamProbe: false, way: 'pushPull', interest: 'counter', k: 2, rumorEvery: 6000 },
    acts: [{ at: 20_000, do: 'crash', with: { node: 77 } }],
    seed: 5,
    shows: {
      by: 40_000,
      parts: { 'members.suspects': 2, 'members.refutes': 1, 'rumor.lost': 50, 'rumor.tires': 50 },
    },
  },
  {
    key: 'partition',
    title: 'Partition and heal',
    look:
      'From 5 s two sides hear nothing of each other and take each other for dead. After 45 s they meet again and ' +
      'refute.',
    params: { nodes: 40, rumors: false, observer: 0, loss: 0.01, exchangeInterval: 5000, suspicionMultiplier: 2 },
    acts: [
      { at: 5000, do: 'partition' },
      { at: 45_000, do: 'heal' },
    ],
    seed: 8,
    shows: { by: 75_000, parts: { 'members.suspects': 5, 'members.rejoins': 5 } },
  },
  {
    key: 'forgotten',
    title: 'Apart for too long',
    look:
      'From 5 s two sides bury each other, and in time forget their dead. At 60 s the network heals, but nobody ' +
      'knows whom to call.',
    params: {
      nodes: 16,
      rumors: false,
      observer: 0,
      loss: 0.01,
      exchangeInterval: 5000,
      suspicionMultiplier: 2,
      forgetAfter: 8000,
    },
    acts: [
      { at: 5000, do: 'partition' },
      { at: 60_000, do: 'heal' },
    ],
    seed: 3,
    shows: { by: 75_000, parts: { 'members.suspects': 5, 'members.confirms': 5, 'members.forgets': 5 } },
  },
  {
    key: 'flapping',
    title: 'A slow node flaps',
    look:
      'Node 5 is slow for 4 of every 10 s. Suspected, it refutes. From 45 s no suspicion comes first: it is dead at ' +
      'each lapse.',
    params: { nodes: 24, rumors: false, observer: 0, loss: 0.01, slowDelay: 3000, exchangeInterval: 5000 },
    acts: [
      ...flaps(5, 5000, 10_000, 4000, 4),
      { at: 45_000, set: { suspicion: false } },
      ...flaps(5, 45_000, 10_000, 4000, 4),
    ],
    seed: 6,
    shows: {
      by: 90_000,
      parts: { 'members.suspects': 1, 'members.refutes': 1, 'members.condemns': 1, 'members.rejoins': 1 },
    },
  },
  {
    key: 'timeline',
    title: 'The exercise’s time line',
    look:
      'Node 0 falls silent at once. All suspect it at 10 s; node 1 declares it at 15 s, and nodes 2 and 3 hear 3 s ' +
      'and 5 s later.',
    params: {
      nodes: 5,
      rumors: false,
      watch: 'heartbeat',
      heartbeatInterval: 2000,
      suspectAfter: 10_000,
      deadAfter: 5000,
      declares: 'one',
      observer: 1,
      loss: 0,
      latency: 1,
    },
    acts: [
      { at: 0, do: 'distance', with: { node: 2, delay: 3000 } },
      { at: 0, do: 'distance', with: { node: 3, delay: 5000 } },
      { at: 1000, do: 'crash', with: { node: 0 } },
    ],
    seed: 1,
    shows: { by: 25_000, parts: { 'members.suspects': 1, 'members.confirms': 1, 'rumor.falls': 1 } },
  },
]
