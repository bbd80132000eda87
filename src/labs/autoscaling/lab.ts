import { defineLab } from '../../lab/lab.ts'
import { acts } from './acts.ts'
import { book } from './book.ts'
import { caption } from './caption.ts'
import { challenges } from './challenges.ts'
import { charts, EVERY, probes } from './charts.ts'
import { diagrams } from './diagrams.ts'
import { evidence, sinceThen, tells } from './evidence.ts'
import { imports } from './imports.ts'
import { invariants } from './invariants.ts'
import { params } from './params.ts'
import { presets } from './presets.ts'
import { model } from './run/model.ts'
import { scalingTakeHome } from './take-home.ts'
import { scalingTheory } from './theory.ts'
import { tour } from './tour.ts'
import { views } from './views.ts'

/** An autoscaler over instances that take time to start. */
export const autoscaling = defineLab({
  id: 'autoscaling',
  number: 5,
  title: 'Autoscaling',
  question: 'How many instances, and why does the answer flap?',
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
  every: EVERY,
  caption,
  evidence,
  sinceThen,
  presets,
  tour,
  challenges,
  invariants,
  imports,
  theory: scalingTheory,
  takeHome: scalingTakeHome,
  leavesOut: [
    'Requests are whole but not followed one by one: those of a quarter of a second come, wait and are served ' +
      'together, in the order of arrival.',
    'Every request takes the same work and the same service time; what varies is how long it waits for its turn.',
    'Load is spread evenly: no instance is busier than another, and metrics of pods differ by noise alone.',
    'A request in work on an instance that is lost counts as served; what waits is served by the others.',
    'Nodes are a number of places: none is added, and none is lost.',
    'Percentiles are those of the last minute, to within a twelfth.',
  ],
  tells,
})
