/** The version of the format in which links and files are written. */
export const FORMAT = 1

/** A scenario as it came from outside: nothing of it is known to be right. */
export interface Untrusted {
  /** The version of its format. */
  readonly format?: unknown
  readonly lab?: unknown
  readonly semantics?: unknown
  readonly seed?: unknown
  /** Key of a preset on which the rest is laid. */
  readonly preset?: unknown
  readonly params?: unknown
  readonly acts?: unknown
  readonly position?: unknown
  readonly breakpoints?: unknown
}

/** A step from one version of the format to the next: renames, moves, fills in, and leaves validation to others. */
export interface Migration {
  readonly from: number
  readonly to: number
  readonly change: (raw: Untrusted) => Untrusted
}

/** The steps from every earlier format to the present one. */
export const migrations: readonly Migration[] = []

/** Brings a scenario of an earlier format up to the present one, step by step; others stay as they are. */
export function migrated(raw: Untrusted, steps: readonly Migration[]): Untrusted {
  let current = raw
  for (let taken = 0; taken < steps.length; taken += 1) {
    const step = steps.find(({ from }) => from === current.format)
    if (!step) break
    current = { ...step.change(current), format: step.to }
  }
  return current
}
