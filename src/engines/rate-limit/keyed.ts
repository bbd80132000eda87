import type { Keeper } from './algorithm.ts'

/** So many keys are as good as any number. */
export const UNBOUNDED = 2147483647
const NONE = -1
const SMALLEST = 8
/** Odd and near 2³² divided by the golden ratio: multiplication by it spreads neighbouring keys. */
const SPREAD = 0x9e3779b1

/**
 * State by key (a whole number of 32 bits) with bounded memory, as plain data. A new key takes over the slot of the key
 * not asked for longest if that one is idle, which loses nothing; so there are no more slots than keys busy at a time.
 * With `limit` keys all busy, the one not asked for longest is forgotten nevertheless.
 */
export interface Keyed<State> {
  readonly limit: number
  /** Slot + 1 by place, 0 where free: a hash table with linear probing, at most half full. */
  places: Int32Array
  /** By slot: its key, and the slots asked before and after it. */
  keys: Int32Array
  older: Int32Array
  newer: Int32Array
  readonly states: State[]
  oldest: number
  newest: number
  /** Keys forgotten while idle, and while busy: each of the latter had its allowance restored too early. */
  forgotten: number
  displaced: number
}

/** No keys yet, at most `limit` of them (1 or more). */
export const createKeyed = <State>(limit = UNBOUNDED): Keyed<State> => ({
  limit,
  places: new Int32Array(SMALLEST * 2),
  keys: new Int32Array(SMALLEST),
  older: new Int32Array(SMALLEST),
  newer: new Int32Array(SMALLEST),
  states: [],
  oldest: NONE,
  newest: NONE,
  forgotten: 0,
  displaced: 0,
})

/** The state of `key` if it is held; asking for it does not create it (B13). */
export function known<State>(keyed: Keyed<State>, key: number): State | undefined {
  const slot = slotOf(keyed, key)
  return slot === NONE ? undefined : keyed.states[slot]
}

/** The state of `key`, created if new; marks the key as the one asked for last. */
export function stateFor<Config, State>(
  keeper: Keeper<Config, State>,
  config: Config,
  keyed: Keyed<State>,
  key: number,
  now: number,
): State {
  const { newest, states } = keyed
  if (newest !== NONE && keyed.keys[newest] === key) return states[newest] as State
  return recall(keyed, key) ?? admit(keeper, config, keyed, key, now)
}

/** The state of `key` if it is held, marked as the one asked for last, which it must not be yet. */
function recall<State>(keyed: Keyed<State>, key: number): State | undefined {
  const slot = slotOf(keyed, key)
  if (slot === NONE) return undefined
  advance(keyed, slot)
  return keyed.states[slot]
}

const homeOf = (key: number, places: number): number => (Math.imul(key, SPREAD) >>> 7) & (places - 1)

function slotOf(keyed: Keyed<unknown>, key: number): number {
  const { places, keys } = keyed
  const mask = places.length - 1
  for (let place = homeOf(key, places.length); ; place = (place + 1) & mask) {
    const slot = (places[place] as number) - 1
    if (slot === NONE || keys[slot] === key) return slot
  }
}

/** The state of a new key, the one asked for last, in a slot taken over or in another. */
function admit<Config, State>(
  keeper: Keeper<Config, State>,
  config: Config,
  keyed: Keyed<State>,
  key: number,
  now: number,
): State {
  const { states, oldest } = keyed
  const idle = oldest !== NONE && keeper.idle(config, states[oldest] as State, now)
  if (!idle && states.length < keyed.limit) {
    if (states.length === keyed.keys.length) grow(keyed)
    states.push(keeper.create(config, now))
    return settle(keyed, key, states.length - 1)
  }
  if (idle) keyed.forgotten += 1
  else keyed.displaced += 1
  leave(keyed, oldest)
  unlink(keyed, oldest)
  keeper.renew(config, states[oldest] as State, now)
  return settle(keyed, key, oldest)
}

function settle<State>(keyed: Keyed<State>, key: number, slot: number): State {
  keyed.keys[slot] = key
  enter(keyed, slot)
  append(keyed, slot)
  return keyed.states[slot] as State
}

function enter(keyed: Keyed<unknown>, slot: number): void {
  const { places, keys } = keyed
  const mask = places.length - 1
  let place = homeOf(keys[slot] as number, places.length)
  while (places[place] !== 0) place = (place + 1) & mask
  places[place] = slot + 1
}

/** Takes a slot out of the table and moves up those that had to make way for it. */
function leave(keyed: Keyed<unknown>, slot: number): void {
  const { places, keys } = keyed
  const mask = places.length - 1
  let gap = homeOf(keys[slot] as number, places.length)
  while (places[gap] !== slot + 1) gap = (gap + 1) & mask
  for (let place = (gap + 1) & mask; places[place] !== 0; place = (place + 1) & mask) {
    const home = homeOf(keys[(places[place] as number) - 1] as number, places.length)
    if (((place - home) & mask) < ((place - gap) & mask)) continue
    places[gap] = places[place] as number
    gap = place
  }
  places[gap] = 0
}

/** Marks a slot, which is not the newest, as the one asked last. */
function advance(keyed: Keyed<unknown>, slot: number): void {
  const { older, newer, newest } = keyed
  const before = older[slot] as number
  const after = newer[slot] as number
  if (before === NONE) keyed.oldest = after
  else newer[before] = after
  older[after] = before
  older[slot] = newest
  newer[slot] = NONE
  newer[newest] = slot
  keyed.newest = slot
}

function unlink(keyed: Keyed<unknown>, slot: number): void {
  const { older, newer } = keyed
  const before = older[slot] as number
  const after = newer[slot] as number
  if (before === NONE) keyed.oldest = after
  else newer[before] = after
  if (after === NONE) keyed.newest = before
  else older[after] = before
}

function append(keyed: Keyed<unknown>, slot: number): void {
  const { older, newer, newest } = keyed
  older[slot] = newest
  newer[slot] = NONE
  if (newest === NONE) keyed.oldest = slot
  else newer[newest] = slot
  keyed.newest = slot
}

function grow(keyed: Keyed<unknown>): void {
  const larger = (old: Int32Array): Int32Array => {
    const array = new Int32Array(old.length * 2)
    array.set(old)
    return array
  }
  keyed.keys = larger(keyed.keys)
  keyed.older = larger(keyed.older)
  keyed.newer = larger(keyed.newer)
  keyed.places = new Int32Array(keyed.places.length * 2)
  for (let slot = 0; slot < keyed.states.length; slot += 1) enter(keyed, slot)
}
