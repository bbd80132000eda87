import { type Breaker, createBreaker } from '../../../engines/circuit-breaker/breaker.ts'
import type { BreakerConfig } from '../../../engines/circuit-breaker/policy.ts'
import type { Moment } from '../../../sim/model.ts'
import type { Millis } from '../../../units.ts'
import { type Latencies, latencies } from '../../../world/latencies.ts'
import { type Service, service } from '../../../world/service.ts'
import { type Threads, threads } from '../../../world/threads.ts'
import type { BreakerParams } from '../params.ts'
import { configOf } from '../rules.ts'
import { type CallTable, callTable } from './call-table.ts'
import type { BreakerEvent, Stream } from './event.ts'
import { type History, history } from './history.ts'

/** Time before which something has not happened. */
export const NEVER: Millis = -1

/** A moment of this lab. */
export type BreakerMoment = Moment<BreakerParams, BreakerEvent, Stream>

/** What a thread without the lock has read: it will write back what it makes of it. */
export interface Reading {
  readonly job: number
  readonly breaker: Breaker
}

/** Counts that only grow. */
export interface Totals {
  calls: number
  answered: number
  failed: number
  /** Refused calls that got the fallback, and those that got an error. */
  fallback: number
  rejected: number
  retries: number
  /** Answers that came after the client had gone. */
  late: number
  /** Failed calls that had been sent to the backend while it was not up. */
  wasted: number
  opens: number
  /** Openings of a closed breaker while the backend was up. */
  falseOpens: number
  reopens: number
  closes: number
  probes: number
  /** Probes beyond the permits. */
  extraProbes: number
}

/** Our own account, against which the engine's is held. */
export interface Account {
  asked: number
  refused: number
  inFlight: number
  ended: number
  /** Successes since the last reset, which the reference code's reset forgets. */
  good: number
  /** The outer state that we have seen it enter last, and how often that changed or was reset. */
  state: 'closed' | 'open' | 'halfOpen' | 'forcedOpen' | 'disabled'
  term: number
  probesOut: number
  /** Calls that were let through while the breaker was open. */
  breaches: number
  /** Openings that the rule, counted again, does not explain. */
  unexplained: number
  /** The lock is off, or was in this run: threads may have overwritten each other. */
  unguarded: boolean
}

/** Events and times that later ones refer to. */
export interface Marks {
  /** The event that took the backend out of Up, and the one that raised a share of faults. */
  backend: number
  faults: number
  opened: number
  halfOpened: number
  openedAt: Millis
  /** Calls refused when it opened. */
  refusedBefore: number
  /** When the backend was not Up last. */
  awayAt: Millis
  /** When the backend came back, until the breaker has closed; how long that took last, and at the longest. */
  returnedAt: Millis
  recovery: Millis
  longestRecovery: Millis
  /** When the breaker's timer is set for. */
  timer: Millis
}

/** All that there is in a run. */
export interface BreakerWorld {
  config: BreakerConfig
  readonly breaker: Breaker
  readonly calls: CallTable
  readonly backend: Service
  readonly threads: Threads
  readonly readings: Reading[]
  readonly history: History
  readonly latencies: Latencies
  readonly totals: Totals
  readonly account: Account
  readonly marks: Marks
  /** Number given to a call last, and the number kept for the next to arrive. */
  numbered: number
  next: number
  /** Raised when the load changes: an arrival of an earlier era never happens. */
  arrivalEra: number
}

const totals = (): Totals => ({
  calls: 0,
  answered: 0,
  failed: 0,
  fallback: 0,
  rejected: 0,
  retries: 0,
  late: 0,
  wasted: 0,
  opens: 0,
  falseOpens: 0,
  reopens: 0,
  closes: 0,
  probes: 0,
  extraProbes: 0,
})

const account = (unguarded: boolean): Account => ({
  asked: 0,
  refused: 0,
  inFlight: 0,
  ended: 0,
  good: 0,
  state: 'closed',
  term: 0,
  probesOut: 0,
  breaches: 0,
  unexplained: 0,
  unguarded,
})

const marks = (): Marks => ({
  backend: 0,
  faults: 0,
  opened: 0,
  halfOpened: 0,
  openedAt: NEVER,
  refusedBefore: 0,
  awayAt: NEVER,
  returnedAt: NEVER,
  recovery: NEVER,
  longestRecovery: NEVER,
  timer: NEVER,
})

/** The world before its first event. */
export function newWorld(params: BreakerParams, now: Millis): BreakerWorld {
  const config = configOf(params)
  return {
    config,
    breaker: createBreaker(config, now),
    calls: callTable(),
    backend: service(),
    threads: threads(),
    readings: [],
    history: history(),
    latencies: latencies(),
    totals: totals(),
    account: account(!params.lock),
    marks: marks(),
    numbered: 0,
    next: 0,
    arrivalEra: 0,
  }
}

/** The number of the next call. */
export function nextNumber(world: BreakerWorld): number {
  world.numbered += 1
  return world.numbered
}
