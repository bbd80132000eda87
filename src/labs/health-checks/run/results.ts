/** How the latest runs of checks and probes ended: a ring of plain columns. */
export interface Results {
  /** Whose they were: host · sources + source. */
  readonly of: Int32Array
  /** The event that ended it, and when. */
  readonly event: Float64Array
  readonly at: Float64Array
  /** PASSED, FAILED or SILENT. */
  readonly outcome: Uint8Array
  /** Results ever noted. */
  total: number
}

export const PASSED = 0
export const FAILED = 1
/** No answer in time. */
export const SILENT = 2

const KEPT = 512

/** No result yet. */
export const newResults = (): Results => ({
  of: new Int32Array(KEPT),
  event: new Float64Array(KEPT),
  at: new Float64Array(KEPT),
  outcome: new Uint8Array(KEPT),
  total: 0,
})

/** Notes a result. */
export function noteResult(results: Results, of: number, event: number, at: number, outcome: number): void {
  const place = results.total % KEPT
  results.of[place] = of
  results.event[place] = event
  results.at[place] = at
  results.outcome[place] = outcome
  results.total += 1
}

/** Places of the newest results of one source, newest first, at most `most`. */
export function newestOf(results: Results, of: number, most: number): readonly number[] {
  const places: number[] = []
  const first = Math.max(0, results.total - KEPT)
  for (let i = results.total - 1; i >= first && places.length < most; i -= 1) {
    if (results.of[i % KEPT] === of) places.push(i % KEPT)
  }
  return places
}
