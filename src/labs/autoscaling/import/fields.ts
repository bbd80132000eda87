/** An object of a configuration: keys and anything. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is an object with keys. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value read while sentences about it are noted. */
export interface Reading {
  /** Where in the text it stands: "spec.behavior.scaleUp". */
  readonly path: string
  readonly notices: string[]
}

/** A part of what is being read. */
export const within = ({ path, notices }: Reading, key: string): Reading => ({
  path: path === '' ? key : `${path}.${key}`,
  notices,
})

/** Most notices; what is left is counted. */
const MOST = 20

/** Notes a sentence about the place. */
export const notice = ({ path, notices }: Reading, text: string): void => {
  notices.push(`${path} ${text}`)
}

/** The notices to show, each once; those beyond the most are counted in the last. */
export function shown(notices: readonly string[]): readonly string[] {
  const all = [...new Set(notices)]
  return all.length <= MOST ? all : [...all.slice(0, MOST), `Another ${all.length - MOST} fields were not taken.`]
}

/** The object under a key; an absent one is undefined, anything else is told. */
export function fieldsAt(fields: Fields, key: string, reading: Reading): Fields | undefined {
  const value = fields[key]
  if (value === undefined || value === null) return undefined
  if (isFields(value)) return value
  notice(within(reading, key), 'is not an object and was left out.')
  return undefined
}

/** A whole number under a key, brought into its range; what is none is told and left out. */
export function wholeAt(
  fields: Fields,
  key: string,
  reading: Reading,
  least: number,
  most = 2_147_483_647,
): number | undefined {
  const value = fields[key]
  if (value === undefined || value === null) return undefined
  const here = within(reading, key)
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    notice(here, 'is no whole number and was left out.')
    return undefined
  }
  if (value >= least && value <= most) return value
  const kept = value < least ? least : most
  notice(here, `must be from ${least} to ${most}: ${kept} was taken for ${value}.`)
  return kept
}

/** Notes every key that is not known. */
export function tellUnknown(fields: Fields, known: readonly string[], reading: Reading): void {
  for (const key of Object.keys(fields)) {
    if (!known.includes(key)) notice(within(reading, key.slice(0, 60)), 'has no counterpart here.')
  }
}

const powers: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1_048_576,
  Gi: 1_073_741_824,
  Ti: 1_099_511_627_776,
  Pi: 1_125_899_906_842_624,
  Ei: 1024 * 1_125_899_906_842_624,
}

/** A quantity as Kubernetes writes it ("500m", "1.5k", "2Gi", "1e3", 10); undefined when it is none. */
export function quantity(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i))?$/.exec(value.trim())
  if (!found) return undefined
  const [, digits = '', exponent, suffix = ''] = found
  return exponent === undefined ? Number(digits) * (powers[suffix] ?? 1) : Number(`${digits}e${exponent}`)
}
