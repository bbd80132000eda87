import { defineLab } from '../../lab/lab.ts'
import { acts } from './acts.ts'
import { book } from './book.ts'
import { caption } from './caption.ts'
import { challenges } from './challenges.ts'
import { charts, EVERY } from './charts.ts'
import { diagrams } from './diagrams.ts'
import { evidence, sinceThen, tells } from './evidence.ts'
import { takeHome } from './exports.ts'
import { imports } from './imports.ts'
import { invariants } from './invariants.ts'
import { params } from './params.ts'
import { presets } from './presets.ts'
import { probes } from './probes.ts'
import { model } from './run/model.ts'
import { healthTheory } from './theory.ts'
import { tour } from './tour.ts'
import { views } from './views.ts'

/** Health checks, and what acts on them. */
export const healthChecks = defineLab({
  id: 'health-checks',
  number: 7,
  title: 'Health checks',
  question: 'Is this service healthy, and what should act on the answer?',
  semantics: 2,
  params,
  acts,
  model,
  book,
  diagrams,
  views,
  probes,
  charts,
  every: EVERY,
  caption,
  evidence,
  sinceThen,
  presets,
  tour,
  challenges,
  invariants,
  imports,
  theory: healthTheory,
  takeHome,
  leavesOut: [
    'An endpoint never runs a check when it is asked: it reads the cached results of checks with timers of their own.',
    'The network between users, load balancer and replicas takes no time, and loses probes only, never requests.',
    'Users do not retry, and come at the same rate however badly they are served.',
    'All replicas have the same settings; a release that differs from the one before is left out.',
    'The orchestrator sees a process that ends at once; a node that is lost with all its processes is left out.',
    'A dependency does one thing after the other, and breaks for all services or, by a cut, for one.',
  ],
  tells,
})
