import type { Millis } from '../../units.ts'
import type { Chance } from '../chance.ts'

/** How long the stages of an instance's life last, and how many there is room for. */
export interface FleetConfig {
  /** From being placed to its first request. */
  readonly startUp: Millis
  /** Time after that in which it serves but its metrics say little: empty caches, code not yet compiled. */
  readonly warmUp: Millis
  /** From being told to go until it is gone: it finishes what it has and takes nothing new. */
  readonly termination: Millis
  /** Share of the start-up by which it is shorter or longer at random, 0 to 1. */
  readonly startUpSpread: number
  /** Instances that the nodes hold, those that terminate among them; more must wait. */
  readonly places: number
}

/** Pending: no place yet. Warming and ready instances serve; all but pending ones are paid for. */
export type Phase = 'pending' | 'starting' | 'warming' | 'ready' | 'terminating'

export interface Instance {
  readonly id: number
  phase: Phase
  /** When it entered its phase, and when it leaves it by itself; Infinity if never. */
  since: Millis
  due: Millis
  /** When it was placed; NaN while pending. */
  placed: Millis
  /** When it first served; NaN before. */
  served: Millis
}

/** All instances, oldest first, and the account of those that came and went. Plain data, changed in place. */
export interface Fleet {
  desired: number
  readonly instances: Instance[]
  nextId: number
  launched: number
  /** Gone after they were told to go; those told so while pending are gone at once. */
  gone: number
  crashed: number
  /** Paid instance time up to `billedUntil`. */
  billed: Millis
  billedUntil: Millis
}

/** How many instances there are in each phase. */
export type Counts = Readonly<Record<Phase, number>>

/** A fleet of `desired` ready instances. */
export function createFleet(desired: number, now: Millis): Fleet {
  const instances = Array.from(
    { length: desired },
    (_, id): Instance => ({ id, phase: 'ready', since: now, due: Infinity, placed: now, served: now }),
  )
  return { desired, instances, nextId: desired, launched: desired, gone: 0, crashed: 0, billed: 0, billedUntil: now }
}

/** Counts the instances by phase. */
export function counts(fleet: Fleet): Counts {
  const found = { pending: 0, starting: 0, warming: 0, ready: 0, terminating: 0 }
  for (const { phase } of fleet.instances) found[phase] += 1
  return found
}

/** Instances that are to stay: all but those terminating. Equal to `desired` after every verb. */
export function staying(fleet: Fleet): number {
  let count = 0
  for (const { phase } of fleet.instances) if (phase !== 'terminating') count += 1
  return count
}

/** Whether an instance takes requests. */
export const serves = ({ phase }: Instance): boolean => phase === 'warming' || phase === 'ready'

/** The account: as many stay as are desired, and who came is here, gone or crashed. */
export const balances = (fleet: Fleet): boolean =>
  staying(fleet) === fleet.desired && fleet.launched === fleet.instances.length + fleet.gone + fleet.crashed

/** Sets the number desired (0 or more) and launches or removes at once what that takes. */
export function scaleTo(fleet: Fleet, config: FleetConfig, desired: number, now: Millis, chance: Chance): void {
  advance(fleet, config, now, chance)
  fleet.desired = desired
  let excess = staying(fleet) - desired
  for (; excess > 0; excess -= 1) remove(fleet, config, now)
  place(fleet, config, now, chance)
}

/**
 * Lets pass what is due at or before `now`, in the order of time, and replaces what is missing. Harmless when nothing
 * is due.
 */
export function advance(fleet: Fleet, config: FleetConfig, now: Millis, chance: Chance): void {
  for (let due = nextDue(fleet); due <= now; due = nextDue(fleet)) {
    bill(fleet, due)
    for (const instance of fleet.instances) if (instance.due <= due) pass(instance, config, due)
    sweep(fleet)
    place(fleet, config, due, chance)
  }
  bill(fleet, now)
  place(fleet, config, now, chance)
}

/** When the next instance changes its phase by itself; Infinity when none will. */
export function nextDue(fleet: Fleet): Millis {
  let due = Infinity
  for (const instance of fleet.instances) if (instance.due < due) due = instance.due
  return due
}

/** An instance is lost without warning, and replaced unless it was to go anyway. False if there is none such. */
export function crash(fleet: Fleet, config: FleetConfig, id: number, now: Millis, chance: Chance): boolean {
  advance(fleet, config, now, chance)
  const at = fleet.instances.findIndex((instance) => instance.id === id)
  if (at < 0) return false
  fleet.instances.splice(at, 1)
  fleet.crashed += 1
  place(fleet, config, now, chance)
  return true
}

/** Instances on nodes: each takes a place and is paid for. */
const placedCount = (fleet: Fleet): number => {
  let count = 0
  for (const { phase } of fleet.instances) if (phase !== 'pending') count += 1
  return count
}

function bill(fleet: Fleet, now: Millis): void {
  fleet.billed += placedCount(fleet) * (now - fleet.billedUntil)
  fleet.billedUntil = now
}

function enter(instance: Instance, phase: Phase, now: Millis, lasts: Millis): void {
  instance.phase = phase
  instance.since = now
  instance.due = now + lasts
}

function pass(instance: Instance, config: FleetConfig, now: Millis): void {
  if (instance.phase === 'starting') {
    instance.served = now
    if (config.warmUp > 0) enter(instance, 'warming', now, config.warmUp)
    else enter(instance, 'ready', now, Infinity)
  } else if (instance.phase === 'warming') enter(instance, 'ready', now, Infinity)
}

/** Takes out those whose termination is over. */
function sweep(fleet: Fleet): void {
  const { instances, billedUntil: now } = fleet
  for (let at = instances.length - 1; at >= 0; at -= 1) {
    const instance = instances[at]
    if (instance?.phase !== 'terminating' || instance.due > now) continue
    instances.splice(at, 1)
    fleet.gone += 1
  }
}

const order: readonly Phase[] = ['pending', 'starting', 'warming', 'ready']

/** Tells one to go: first those that do not serve yet, of each phase the youngest, as a ReplicaSet does. */
function remove(fleet: Fleet, config: FleetConfig, now: Millis): void {
  for (const phase of order) {
    const at = fleet.instances.findLastIndex((instance) => instance.phase === phase)
    const instance = fleet.instances[at]
    if (!instance) continue
    if (phase !== 'pending' && config.termination > 0) {
      enter(instance, 'terminating', now, config.termination)
      return
    }
    fleet.instances.splice(at, 1)
    fleet.gone += 1
    return
  }
}

/** Launches what is missing, and gives places to those that wait, oldest first. */
function place(fleet: Fleet, config: FleetConfig, now: Millis, chance: Chance): void {
  for (let missing = fleet.desired - staying(fleet); missing > 0; missing -= 1) {
    const id = fleet.nextId
    fleet.nextId += 1
    fleet.launched += 1
    fleet.instances.push({ id, phase: 'pending', since: now, due: Infinity, placed: NaN, served: NaN })
  }
  let free = config.places - placedCount(fleet)
  for (const instance of fleet.instances) {
    if (free <= 0) return
    if (instance.phase !== 'pending') continue
    free -= 1
    instance.placed = now
    const lasts = config.startUp * (1 + config.startUpSpread * (2 * chance.uniform() - 1))
    enter(instance, 'starting', now, lasts)
    if (lasts <= 0) pass(instance, config, now)
  }
}
