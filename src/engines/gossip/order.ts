import type { Chance } from '../chance.ts'

const SEEDS = 4294967296

/** A fresh seed of an order. */
export const drawOrder = (chance: Chance): number => chance.below(SEEDS) | 0

/** How many bits number so many places; 1 or more. */
export function orderBits(places: number): number {
  let bits = 1
  while (1 << bits < places) bits += 1
  return bits
}

/**
 * The entry at `place` of a shuffled order of the numbers below 2 to the `bits`: a bijection by `seed`, so that a
 * shuffled round robin costs each node one number instead of a list of all members. An odd factor, an added
 * constant and
 * a shifted exclusive or can each be undone modulo a power of two.
 */
export function orderAt(seed: number, place: number, bits: number): number {
  const mask = (1 << bits) - 1
  const shift = (bits + 1) >> 1
  let x = (place + seed) & mask
  x = Math.imul(x, 0x9e3779b1) & mask
  x ^= x >>> shift
  x = (Math.imul(x, (seed >>> 7) | 1) + (seed >>> 11)) & mask
  x ^= x >>> shift
  x = (Math.imul(x, 0x85ebca6b) + (seed >>> 3)) & mask
  x ^= x >>> shift
  x = (Math.imul(x, (seed >>> 16) | 1) ^ (seed >>> 19)) & mask
  x ^= x >>> shift
  return x
}
