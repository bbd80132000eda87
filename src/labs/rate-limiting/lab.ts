import { defineLab } from '../../lab/lab.ts'
import { acts } from './acts.ts'
import { book } from './book.ts'
import { caption } from './caption.ts'
import { challenges } from './challenges.ts'
import { charts } from './charts.ts'
import { diagrams } from './diagrams.ts'
import { evidence, sinceThen, tells } from './evidence.ts'
import { takeHome } from './exports.ts'
import { invariants } from './invariants.ts'
import { params } from './params.ts'
import { presets } from './presets.ts'
import { probes } from './probes.ts'
import { model } from './run/model.ts'
import { limiterTheory } from './theory.ts'
import { tour } from './tour.ts'
import { views } from './views.ts'

/** Ten rate limiters on the same calls. */
export const rateLimiting = defineLab({
  id: 'rate-limiting',
  number: 2,
  title: 'Rate limiting',
  question: 'Which requests get through, and what does each algorithm do to a burst?',
  semantics: 2,
  params,
  acts,
  model,
  book,
  diagrams,
  views,
  probes,
  charts,
  every: 100,
  caption,
  evidence,
  sinceThen,
  presets,
  tour,
  challenges,
  invariants,
  theory: limiterTheory,
  takeHome,
  leavesOut: [
    'Refused clients do not come back: the calls are the same for every limiter, whatever it says.',
    'The server behind the limiters serves whatever passes, at once.',
    'Deciding takes no time, except for the ways to the shared server.',
    'The shared server is one machine: it has no replicas that could disagree.',
    'Gateways keep no counts of their own between their questions to the server.',
    'The rows count calls since the limits last changed; calls before that belong to other limits.',
    'No limiter here remembers what it refused. Some products do, and lock out a client that keeps asking.',
    'Faults of the document that no run here shows: a wait told a rounding too short, a rate of 0, a capacity ' +
      'below 1 or raised later, an answer that is always true, a key without a prefix.',
  ],
  tells,
})
