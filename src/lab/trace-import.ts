import { type Millis, number } from '../units.ts'
import { isoTime } from './iso-time.ts'
import { prometheusPoints } from './prometheus.ts'
import { LONGEST_TRACE, type Trace } from './trace.ts'
import { faultOfRate, type RawPoint, type RawPoints } from './trace-points.ts'

/** A recorded load read from text, and a sentence for each thing that was not taken as it stood. */
export type ReadTrace =
  | { readonly trace: Trace; readonly notices: readonly string[] }
  /** Nothing could be read: why, in one sentence. */
  | { readonly failed: string }

/** A text longer than this is not read. */
const LONGEST_TEXT = 20_000_000
/** A link's times have nine digits of seconds. */
const LATEST = 999_999_999
/** Faulty lines that are named one by one. */
const NAMED = 3
/** Numbers from here on are milliseconds since 1970, as dashboards give them; in seconds they mean the year 5138. */
const EPOCH_MILLIS = 1e11

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * Reads a recorded load: lines of time and requests per second (a header is allowed; seconds, milliseconds since 1970
 * or ISO timestamps, with commas, semicolons or tabs between), or the answer of Prometheus to a range query, whose
 * series are added up. Times become relative to the first. Faulty lines are named and left out. Never throws.
 */
export function readTrace(text: string): ReadTrace {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return { failed: 'There is nothing to read: the text is empty.' }
  if (trimmed.length > LONGEST_TEXT) return { failed: 'The text is longer than 20 million characters.' }
  const raw = trimmed.startsWith('{') || trimmed.startsWith('[') ? prometheusPoints(trimmed) : linePoints(trimmed)
  return 'failed' in raw ? raw : traceFrom(raw)
}

function linePoints(text: string): RawPoints {
  const points: RawPoint[] = []
  const faults: string[] = []
  let first = true
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const content = line.trim()
    if (content === '' || content.startsWith('#')) continue
    const place = `line ${index + 1}`
    const fields = content.split(/[,;\t]/).map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
    const seconds = secondsOf(fields[0] ?? '')
    const rate = NUMBER.test(fields[1] ?? '') ? Number(fields[1]) : NaN
    const heads = first && Number.isNaN(seconds) && Number.isNaN(rate)
    first = false
    if (heads) continue
    const fault = faultOfLine(fields, seconds, rate)
    if (fault === undefined) points.push({ seconds, rate, place })
    else faults.push(`${place}: ${fault}`)
  }
  return { points, faults, notices: [] }
}

function secondsOf(field: string): number {
  if (!NUMBER.test(field)) return isoTime(field)
  const value = Number(field)
  return value >= EPOCH_MILLIS ? value / 1000 : value
}

function faultOfLine(fields: readonly string[], seconds: number, rate: number): string | undefined {
  if (fields.length < 2) return 'there is no second column'
  if (!Number.isFinite(seconds)) return 'the time is neither seconds nor an ISO timestamp'
  return faultOfRate(rate)
}

/** Sorts the points, leaves out what cannot be a load, and makes the rest as short as a link needs it. */
function traceFrom({ points, faults, notices }: RawPoints): ReadTrace {
  const bad = [...faults]
  const said = [...notices]
  const sorted = points.some(({ seconds }, i) => seconds < (points[i - 1]?.seconds ?? -Infinity))
  const inOrder = sorted ? [...points].sort((a, b) => a.seconds - b.seconds) : points
  if (sorted) said.push('Times were not in order: the points were sorted.')
  const start = inOrder[0]?.seconds ?? 0
  const times: Millis[] = []
  const rates: number[] = []
  for (const { seconds, rate, place } of inOrder) {
    const time = Math.round((seconds - start) * 1000)
    if (time > LATEST * 1000) bad.push(`${place}: it lies more than 31 years after the first`)
    else if (times.length > 0 && time <= (times.at(-1) as number)) bad.push(`${place}: its time stands there already`)
    else {
      times.push(time)
      rates.push(rate)
    }
  }
  if (times.length === 0) return { failed: `No point could be read. ${leftOut(bad)}`.trim() }
  if (bad.length > 0) said.push(leftOut(bad))
  return shortened({ times, rates }, said)
}

function leftOut(bad: readonly string[]): string {
  if (bad.length === 0) return ''
  const more = bad.length > NAMED ? `; and ${number(bad.length - NAMED)} more` : ''
  const what = bad.length === 1 ? 'One point was' : `${number(bad.length)} points were`
  return `${what} left out: ${bad.slice(0, NAMED).join('; ')}${more}.`
}

/** Neighbours are averaged by the time that each holds, so that no request is lost or added. */
function shortened(trace: Trace, notices: readonly string[]): ReadTrace {
  const count = trace.times.length
  if (count <= LONGEST_TRACE) return { trace, notices }
  const together = Math.ceil(count / LONGEST_TRACE)
  const times: Millis[] = []
  const rates: number[] = []
  for (let from = 0; from < count; from += together) {
    const to = Math.min(count, from + together)
    times.push(trace.times[from] as number)
    rates.push(meanRate(trace, from, to))
  }
  const notice = `${number(count)} points are more than a link can carry: each ${together} neighbours were averaged.`
  return { trace: { times, rates }, notices: [...notices, notice] }
}

function meanRate({ times, rates }: Trace, from: number, to: number): number {
  let requests = 0
  let length = 0
  for (let i = from; i < to; i += 1) {
    const at = times[i] as number
    const end = times[i + 1] ?? at + (at - (times[i - 1] ?? at - 1000))
    requests += (rates[i] as number) * (end - at)
    length += end - at
  }
  return requests / length
}
