/** Nothing may change more than three times a second in one spot. */
const shortest = 334

/** Holds back changes that would follow one another too fast. */
export interface Calm {
  /** Whether what is wanted may show now; what is shown already always may. */
  admits(wanted: string, now: number): boolean
  /** Milliseconds until the next change may show. */
  wait(now: number): number
}

/** Begins with the first thing wanted, which shows at once. */
export function calm(): Calm {
  let shown: string | undefined
  let since = Number.NEGATIVE_INFINITY
  return {
    admits(wanted, now) {
      if (wanted === shown) return true
      if (now - since < shortest) return false
      shown = wanted
      since = now
      return true
    },
    wait: (now) => Math.max(0, since + shortest - now),
  }
}
