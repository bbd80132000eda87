/** Seeded chance as an engine needs it; a stream of `sim/random.ts` is one. */
export interface Chance {
  /** Uniform in [0, 1). */
  uniform(): number
  /** A whole number in [0, n), every one equally likely. */
  below(n: number): number
  /** True with probability `share`. */
  chance(share: number): boolean
}

/** A whole number in [0, n) other than `not`, every one equally likely; n is 2 or more. */
export function another(n: number, not: number, chance: Chance): number {
  const drawn = chance.below(n - 1)
  return drawn < not ? drawn : drawn + 1
}
