import type { ParamValue } from '../lab/param.ts'

const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i

/** The shortest text that gives the same number again, without a plus, which some readers take for a space. */
export const numberText = (value: number): string => String(value).replace('+', '')

/** The text of a value that `typed` reads back. */
export const valueText = (value: ParamValue): string => (typeof value === 'number' ? numberText(value) : String(value))

/** A plain text as the number or the truth value that it spells, else as the text that it is. */
export function typed(text: string): ParamValue {
  if (NUMBER.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text
}
