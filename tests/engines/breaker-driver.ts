import { type Breaker, createBreaker } from '../../src/engines/circuit-breaker/breaker.ts'
import { type Admission, admit, type Outcome, read, record } from '../../src/engines/circuit-breaker/call.ts'
import { profiled } from '../../src/engines/circuit-breaker/configuration.ts'
import type { BreakerEdge } from '../../src/engines/circuit-breaker/machine.ts'
import { disable, forceOpen, reset } from '../../src/engines/circuit-breaker/manual.ts'
import type { BreakerConfig } from '../../src/engines/circuit-breaker/policy.ts'
import type { Choices, Profile, TunableNumbers } from '../../src/engines/circuit-breaker/profile.ts'
import { due, elapse } from '../../src/engines/circuit-breaker/timer.ts'
import { outer } from '../../src/machine/machine.ts'
import { someNumbers } from './breaker-numbers.ts'

/** A call in flight: the ticket that its result needs. */
export interface Ticket {
  readonly era: number
  readonly at: number
}

/** One breaker driven step by step through time, as a test tells it. */
export class Driver {
  readonly config: BreakerConfig
  readonly breaker: Breaker

  constructor(profile: Profile, tuned: Partial<TunableNumbers> = {}, choices: Partial<Choices> = {}) {
    this.config = profiled(profile, { ...someNumbers, ...tuned }, choices)
    this.breaker = createBreaker(this.config, 0)
  }

  /** A call asks to go. */
  admit(now: number): Admission {
    return admit(this.breaker, this.config, now)
  }

  /** A call goes and stays in flight; throws when it is refused. */
  start(now: number): Ticket {
    if (this.admit(now) === 'refused') throw new Error(`refused at ${now}`)
    return { era: this.breaker.era, at: now }
  }

  /** A call in flight ends. */
  end(ticket: Ticket, outcome: Outcome, now: number, jitter = 0.5): void {
    record(this.breaker, this.config, ticket.era, outcome, now - ticket.at, now, jitter)
  }

  /** A call goes and ends at once. */
  call(outcome: Outcome, now: number): void {
    this.end(this.start(now), outcome, now)
  }

  /** Several calls, one after the other at one time: `s` success, `f` failure, `i` ignored. */
  calls(outcomes: string, now: number): void {
    for (const letter of outcomes) this.call(letter === 's' ? 'success' : letter === 'f' ? 'failure' : 'ignored', now)
  }

  read(now: number): string {
    return outer(read(this.breaker, this.config, now))
  }

  get due(): number {
    return due(this.breaker, this.config)
  }

  elapse(now: number, jitter = 0.5): void {
    elapse(this.breaker, this.config, now, jitter)
  }

  reset(now: number): void {
    reset(this.breaker, this.config, now)
  }

  forceOpen(now: number): void {
    forceOpen(this.breaker, this.config, now)
  }

  disable(now: number): void {
    disable(this.breaker, this.config, now)
  }

  /** The outer state as it is stored. */
  get state(): string {
    return outer(this.breaker.state)
  }

  /** The edges that the last verb took. */
  get edges(): readonly BreakerEdge[] {
    return this.breaker.trail.edges.slice(0, this.breaker.trail.count)
  }

  /** The numbers of the last edge taken. */
  get numbers(): readonly number[] {
    const at = (this.breaker.trail.count - 1) * 4
    return [...this.breaker.trail.numbers.slice(at, at + 4)]
  }
}

/** Lets calls fail at `now` until the breaker opens. */
export function opened(driver: Driver, now: number): Driver {
  for (let i = 0; i < 200 && driver.state === 'closed'; i += 1) driver.call('failure', now)
  if (driver.state !== 'open') throw new Error(`200 failures leave it ${driver.state}`)
  return driver
}
