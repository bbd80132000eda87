import { defineLab } from '../../lab/lab.ts'
import { acts } from './acts.ts'
import { book } from './book.ts'
import { caption } from './caption.ts'
import { challenges } from './challenges.ts'
import { charts, EVERY, probes } from './charts.ts'
import { diagrams } from './diagrams.ts'
import { evidence, sinceThen, tells } from './evidence.ts'
import { invariants } from './invariants.ts'
import { params } from './params.ts'
import { presets } from './presets.ts'
import { model } from './run/model.ts'
import { breakerTakeHome } from './take-home.ts'
import { breakerTheory } from './theory.ts'
import { tour } from './tour.ts'

/** The circuit breaker under traffic. */
export const circuitBreaker = defineLab({
  id: 'circuit-breaker',
  number: 1,
  title: 'Circuit breaker',
  question: 'When should a client stop calling a failing service, and how does it find out that it has recovered?',
  semantics: 2,
  params,
  acts,
  model,
  book,
  diagrams,
  main: 'machine',
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
  theory: breakerTheory,
  takeHome: breakerTakeHome,
  leavesOut: [
    'The network takes no time of its own: what a call waits for is the queue and the worker.',
    'One breaker guards one backend; a real client keeps one for each host or endpoint.',
    'Clients do not leave: the arrival rate stays the same however badly they are served.',
    'Holding the lock takes no time unless you set it, and threads never share a processor.',
    'A worker that serves a call whose client has gone works on to the end.',
  ],
  tells,
})
