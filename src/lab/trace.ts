import type { Millis } from '../units.ts'

/** A recorded load: requests per second, each from its time until the next. Times start at 0 and grow. */
export interface Trace {
  readonly times: readonly Millis[]
  readonly rates: readonly number[]
}

/** A recorded load that a link can carry has at most so many points. */
export const LONGEST_TRACE = 1_000

/** The largest rate that a recorded load may ask for, per second. */
export const LARGEST_RATE = 100_000

const POINT = /^(\d{1,9}(?:\.\d{1,3})?):(\d{1,6}(?:\.\d{1,3})?)$/

/**
 * Reads the text that a link carries: `seconds:rate` pairs with commas between them, "0:12,60:30.5"; undefined when it
 * is anything else. The empty text is the load of nothing.
 */
export function traceOf(text: string): Trace | undefined {
  if (text === '') return { times: [], rates: [] }
  const points = text.split(',')
  if (points.length > LONGEST_TRACE) return undefined
  const times: Millis[] = []
  const rates: number[] = []
  for (const point of points) {
    const [, seconds, rate] = POINT.exec(point) ?? []
    const time = Math.round(Number(seconds) * 1000)
    const before = times.at(-1)
    if (seconds === undefined || Number(rate) > LARGEST_RATE) return undefined
    if (before === undefined ? time !== 0 : time <= before) return undefined
    times.push(time)
    rates.push(Number(rate))
  }
  return { times, rates }
}

/** The text that `traceOf` reads back: times to the millisecond, rates to three places. */
export const traceText = ({ times, rates }: Trace): string =>
  times.map((time, i) => `${time / 1000}:${Math.round((rates[i] ?? 0) * 1000) / 1000}`).join(',')
