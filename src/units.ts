/** Virtual time or a duration in milliseconds: the only unit of time in Setpoint, so names carry none. */
export type Millis = number

/** How a number is to be read: decides the text beside it, never the number itself. */
export type Unit =
  | 'ms'
  | '/s'
  | 'share'
  | 'calls'
  | 'requests'
  | 'tokens'
  | 'workers'
  | 'instances'
  | 'nodes'
  | 'messages'
  | 'threads'
  | 'x'
  | ''

const plain = (value: number, digits: number): string => {
  const text = value.toFixed(digits)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

const digitsFor = (value: number): number => {
  const size = Math.abs(value)
  if (size >= 100 || Number.isInteger(value)) return 0
  return size >= 10 ? 1 : 2
}

const grouped = (text: string): string => {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/**
 * A number without unit: thousands grouped, at most three significant decimals; a missing value (NaN) is an en dash.
 */
export function number(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  return grouped(plain(value, digitsFor(value))).replace('-', '−')
}

/** A duration in the largest unit that keeps it readable: "250 ms", "5 s", "2 min 5 s". */
export function duration(value: Millis): string {
  if (!Number.isFinite(value)) return number(value)
  const size = Math.abs(value)
  if (size < 1000) return `${number(value)} ms`
  if (size < 60_000) return `${number(value / 1000)} s`
  const minutes = Math.floor(size / 60_000)
  const seconds = Math.round((size - minutes * 60_000) / 1000)
  const text = seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`
  return value < 0 ? `−${text}` : text
}

/** A value with its unit: a share as per cent, milliseconds as a duration, the rest as number and word. */
export function quantity(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return '–'
  if (unit === 'ms') return duration(value)
  if (unit === 'share') return `${number(value * 100)}%`
  if (unit === '/s') return `${number(value)}/s`
  if (unit === 'x') return `${number(value)}×`
  return unit === '' ? number(value) : `${number(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A moment of virtual time to the millisecond, "00:23.868" or "1:02:03.400". */
export function clock(time: Millis): string {
  const total = Math.max(0, Math.floor(time))
  const hours = Math.floor(total / 3_600_000)
  const minutes = Math.floor(total / 60_000) % 60
  const seconds = Math.floor(total / 1000) % 60
  const rest = `${two(minutes)}:${two(seconds)}.${String(total % 1000).padStart(3, '0')}`
  return hours === 0 ? rest : `${hours}:${rest}`
}
