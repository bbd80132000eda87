/** Foreign text is quoted up to this many characters. */
const LONGEST_QUOTE = 24
/** So many faults are named one by one; the others are counted. */
const MOST_NAMED = 4

const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

/** Where a scenario came from, as notices call it. */
export type Source = 'link' | 'file' | 'scenario'

/** A foreign value as short plain text: texts in quotation marks, without what could hide or reorder text. */
export function quoted(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return value === null || value === undefined ? 'nothing' : 'no plain value'
  const plain = value.slice(0, 4 * LONGEST_QUOTE).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
  const letters = [...plain]
  const cut = letters.length > LONGEST_QUOTE || plain.length < value.length - LONGEST_QUOTE
  return `“${letters.slice(0, LONGEST_QUOTE).join('')}${cut ? '…' : ''}”`
}

/** A sentence that tells how many parts were wrong, fit for a title, and one that names them. */
export function noticeOf(faults: readonly string[], source: Source): string {
  const count = faults.length
  const parts = count === 1 ? `part of this ${source} was` : `parts of this ${source} were`
  const title = `${words[count] ?? count} ${parts} not valid.`
  const named =
    count > MOST_NAMED
      ? [...faults.slice(0, MOST_NAMED - 1), `${count - MOST_NAMED + 1} more were set right or left out`]
      : faults
  const text = named.join('; ')
  return `${title} ${text.charAt(0).toUpperCase()}${text.slice(1)}. The rest is as sent.`
}

/** Said when the lab's rules have changed since the scenario was made. */
export const changedNotice = (source: Source): string =>
  `The rules of this lab have changed since this ${source} was made. The run may differ from the one that was sent.`

/** Said when the scenario is written in a format that this version does not know yet. */
export const newerNotice = (source: Source): string =>
  `This ${source} comes from a newer version of Setpoint. What this version understands was kept.`
