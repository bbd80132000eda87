import { defineLab } from '../../lab/lab.ts'
import { acts } from './acts.ts'
import { book } from './book.ts'
import { caption } from './caption.ts'
import { challenges } from './challenges.ts'
import { charts, EVERY } from './charts.ts'
import { diagrams } from './diagrams.ts'
import { evidence, sinceThen, tells } from './evidence.ts'
import { invariants } from './invariants.ts'
import { params } from './params.ts'
import { presets } from './presets.ts'
import { probes } from './probes.ts'
import { model } from './run/model.ts'
import { searches } from './searches.ts'
import { lockTakeHome } from './take-home.ts'
import { lockTheory } from './theory.ts'
import { tour } from './tour.ts'
import { views } from './views.ts'

/** Locks, the clients that hold them, and the data that they are to protect. */
export const distributedLock = defineLab({
  id: 'distributed-lock',
  number: 3,
  title: 'Distributed lock',
  question: 'Who holds the lock, and who may write?',
  semantics: 2,
  params,
  acts,
  model,
  book,
  diagrams,
  views,
  main: 'life',
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
  searches,
  theory: lockTheory,
  takeHome: lockTakeHome,
  leavesOut: [
    'Services and storage need no time for their work: what takes time is the way.',
    'A lock lets one in; read locks and semaphores are left out.',
    'A store of leases stands for a replicated one: its changes of leader are modelled, its consensus is not.',
    'A client that is called from the line counts its lock from the call; its first heartbeat puts that right.',
    'A conflict is a write that came in under a later holder’s hands; what the data are is left open.',
    'A release is sent once. Real clients may repeat it, or end their session instead.',
  ],
  tells,
})
