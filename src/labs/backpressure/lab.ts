import { defineLab } from '../../lab/lab.ts'
import { acts } from './acts.ts'
import { book } from './book.ts'
import { caption } from './caption.ts'
import { challenges } from './challenges.ts'
import { charts } from './charts.ts'
import { diagrams } from './diagrams.ts'
import { evidence, sinceThen, tells } from './evidence.ts'
import { invariants } from './invariants.ts'
import { type PressureParams, params } from './params.ts'
import { presets } from './presets.ts'
import { probes } from './probes.ts'
import { numbersOf } from './rules.ts'
import { model } from './run/model.ts'
import { pressureTakeHome } from './take-home.ts'
import { backpressureTheory } from './theory.ts'
import { tour } from './tour.ts'
import { views } from './views.ts'

/** A bounded queue that presses back on those who fill it. */
export const backpressure = defineLab({
  id: 'backpressure',
  number: 4,
  title: 'Backpressure',
  question: 'What should a full queue do to those who fill it?',
  semantics: 2,
  params,
  acts,
  model,
  book,
  diagrams,
  views,
  main: 'machine',
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
  theory: backpressureTheory,
  takeHome: pressureTakeHome.map(({ text, ...rest }) => ({
    ...rest,
    text: (values: PressureParams) => text(numbersOf(values)),
  })),
  leavesOut: [
    'Items take no time from a producer to the queue; only what goes the other way is delayed.',
    'A producer that sends less does not save up what it did not send, except for a burst.',
    'Nobody sends a refused item again, so overload does not feed on itself here.',
    'All items cost the same on average and none is more important: there is no shedding by priority.',
    'Buffers hold items, not bytes, and TCP’s window follows its buffer at once.',
  ],
  tells,
})
