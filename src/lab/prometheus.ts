import { faultOfRate, type RawPoint, type RawPoints } from './trace-points.ts'

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The points of the answer to a range query, `{status, data: {resultType: "matrix", result: [{values}]}}`; values at
 * the same time in several series are added up.
 */
export function prometheusPoints(text: string): RawPoints | { readonly failed: string } {
  const answer = parsed(text)
  if (!isRecord(answer))
    return { failed: 'The text begins like JSON, but it is not the answer of Prometheus to a query.' }
  if (answer['status'] === 'error') return { failed: `Prometheus answered with an error: ${said(answer['error'])}` }
  const data = answer['data']
  if (!isRecord(data)) return { failed: 'The answer has no data.' }
  const { resultType, result } = data
  if (resultType === 'vector' || resultType === 'scalar') {
    return { failed: 'This is the answer to an instant query: a load needs a range query (query_range).' }
  }
  if (resultType !== 'matrix' || !Array.isArray(result))
    return { failed: 'The answer is no matrix of values over time.' }
  return added(result)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const said = (error: unknown): string => (typeof error === 'string' ? error.slice(0, 200) : 'it does not say which.')

function added(result: readonly unknown[]): RawPoints {
  const sums = new Map<number, RawPoint>()
  const faults: string[] = []
  for (const [index, series] of result.entries()) {
    const values = isRecord(series) ? series['values'] : undefined
    if (!Array.isArray(values)) {
      faults.push(`series ${index + 1}: it has no values`)
      continue
    }
    for (const [at, pair] of (values as readonly unknown[]).entries()) {
      const place = `series ${index + 1}, point ${at + 1}`
      const point = pointOf(pair, place)
      if (typeof point === 'string') faults.push(`${place}: ${point}`)
      else sums.set(point.seconds, { ...point, rate: point.rate + (sums.get(point.seconds)?.rate ?? 0) })
    }
  }
  return checked([...sums.values()], faults, result.length)
}

/** Sums of legal rates can still be too large. */
function checked(points: readonly RawPoint[], faults: string[], series: number): RawPoints {
  const good = points.filter(({ rate, place }) => {
    const fault = faultOfRate(rate)
    if (fault !== undefined) faults.push(`${place}: ${fault}`)
    return fault === undefined
  })
  return { points: good, faults, notices: series > 1 ? [`${series} series were added up.`] : [] }
}

function pointOf(pair: unknown, place: string): RawPoint | string {
  if (!Array.isArray(pair) || pair.length < 2) return 'it is no pair of time and value'
  const [seconds, value] = pair as readonly unknown[]
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return 'its time is not a number'
  const rate =
    typeof value === 'string' && value.trim() !== '' ? Number(value) : typeof value === 'number' ? value : NaN
  return faultOfRate(rate) ?? { seconds, rate, place }
}
