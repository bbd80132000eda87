import type { AnyLab } from '../../lab/lab.ts'
import type { Machine } from '../../machine/machine.ts'
import type { Tone } from '../../machine/part.ts'

/** The main machine of a lab, whose outer states colour strip and scrubber. */
export function mainMachine(lab: AnyLab): Machine | undefined {
  const drawable = lab.main === undefined ? undefined : lab.book.diagrams[lab.main]
  return drawable?.kind === 'machine' ? (drawable as Machine) : undefined
}

export const toneOf = (machine: Machine | undefined, state: string): Tone => machine?.states[state]?.tone ?? 'plain'

export const labelOf = (machine: Machine | undefined, state: string): string => machine?.states[state]?.label ?? state
