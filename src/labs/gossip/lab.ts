import { defineLab } from '../../lab/lab.ts'
import { acts } from './acts.ts'
import { book } from './book.ts'
import { caption } from './caption.ts'
import { challenges } from './challenges.ts'
import { charts } from './charts.ts'
import { diagrams } from './diagrams.ts'
import { evidence, sinceThen, tells } from './evidence.ts'
import { invariants } from './invariants.ts'
import { params } from './params.ts'
import { presets } from './presets.ts'
import { probes } from './probes.ts'
import { model } from './run/model.ts'
import { gossipTakeHome } from './take-home.ts'
import { gossipTheory } from './theory.ts'
import { tour } from './tour.ts'
import { views } from './views.ts'

/** Rumors and membership by gossip. */
export const gossip = defineLab({
  id: 'gossip',
  number: 6,
  title: 'Gossip membership',
  question: 'How does everyone learn something when nobody is in charge?',
  semantics: 2,
  params,
  acts,
  model,
  book,
  diagrams,
  views,
  probes,
  charts,
  every: 50,
  caption,
  evidence,
  sinceThen,
  presets,
  tour,
  challenges,
  invariants,
  theory: gossipTheory,
  takeHome: gossipTakeHome,
  leavesOut: [
    'One rumor spreads at a time; a new one takes the place of the one before.',
    'A node keeps at most 128 changes that not all know, 40 among 10,000 nodes: it cannot bury a larger side.',
    'Messages have no size. Full exchanges and probes by TCP take one latency, and lose nothing by chance.',
    'A restarted node knows the members that everybody knows, and asks one of them for the rest.',
    'Dead members and those that left are forgotten after the same time; Serf keeps a list of its own for each.',
    'The network has one latency for all pairs of nodes; only a slow node differs.',
    'No curve is expected of pull and push-pull with loss of interest, with anti-entropy, or across a cut.',
    'Heartbeats are watched between 48 nodes at most; SWIM watches all of up to 10,000.',
  ],
  tells,
})
