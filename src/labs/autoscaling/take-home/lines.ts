import type { Millis } from '../../../units.ts'

/** Text of a file from its lines. */
export const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`

/** Sentences as comments, one a line. */
export const comments = (notes: readonly string[]): readonly string[] => notes.map((note) => `# ${note}`)

/** Lines moved to the right. */
export const indented = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`))

/** Whole seconds, at least so many. */
export const seconds = (time: Millis, least = 0): number => Math.max(least, Math.round(time / 1000))

/** A number without the noise of binary fractions. */
export const plain = (value: number): string => String(Number(value.toFixed(6)))
