import type { Millis } from '../../units.ts'
import { instancesFor, type Proposal, propose } from './reading.ts'

/** How load to come is foreseen. */
export interface ForecastConfig {
  readonly method: 'trend' | 'season'
  /** Trend: the line through the samples of this time. */
  readonly window: Millis
  /** Season: its length, and the buckets that it is cut into. */
  readonly season: Millis
  readonly buckets: number
  /** Season: weight of the newest season in a bucket's average, above 0, at most 1. */
  readonly weight: number
  /** How far ahead: about as long as an instance takes to get ready. */
  readonly lead: Millis
  /** Requests per second that one instance is to have. */
  readonly perInstance: number
  /** The present load is covered too, whatever the forecast: a wrong one then only comes late. */
  readonly coversPresent: boolean
}

/** What a forecast has seen: recent load, and the average of each part of the season (NaN: never seen). Plain data. */
export interface Forecast {
  readonly times: number[]
  readonly loads: number[]
  readonly averages: number[]
  /** The bucket being filled: its number since time 0, and its samples. */
  bucket: number
  sum: number
  count: number
}

/** A forecast that has seen nothing. */
export const createForecast = (config: ForecastConfig): Forecast => ({
  times: [],
  loads: [],
  averages: Array.from({ length: config.buckets }, () => NaN),
  bucket: 0,
  sum: 0,
  count: 0,
})

const bucketLength = ({ season, buckets }: ForecastConfig): Millis => season / buckets

/**
 * Adds the load (requests per second) seen at `now`; times must not go back. A changed number of buckets starts anew.
 */
export function learn(forecast: Forecast, config: ForecastConfig, load: number, now: Millis): void {
  const { times, loads } = forecast
  let old = 0
  while ((times[old] ?? Infinity) < now - config.window) old += 1
  times.splice(0, old)
  loads.splice(0, old)
  times.push(now)
  loads.push(load)
  if (forecast.averages.length !== config.buckets) {
    forecast.averages.splice(0)
    for (let i = 0; i < config.buckets; i += 1) forecast.averages.push(NaN)
    forecast.count = 0
    forecast.sum = 0
  }
  const bucket = Math.floor(now / bucketLength(config))
  if (bucket !== forecast.bucket) close(forecast, config, bucket)
  forecast.sum += load
  forecast.count += 1
}

/** Blends the bucket that has ended into its part of the season, and opens the next. */
function close(forecast: Forecast, config: ForecastConfig, next: number): void {
  if (forecast.count > 0) {
    const place = forecast.bucket % config.buckets
    const mean = forecast.sum / forecast.count
    const before = forecast.averages[place] ?? NaN
    forecast.averages[place] = Number.isNaN(before) ? mean : before + config.weight * (mean - before)
  }
  forecast.bucket = next
  forecast.sum = 0
  forecast.count = 0
}

/** The line of least squares through (time, load), as its value at `at`; the mean when all times are one. */
export function trendAt(times: readonly number[], loads: readonly number[], at: Millis): number {
  const n = times.length
  if (n === 0) return NaN
  let [meanTime, meanLoad] = [0, 0]
  for (let i = 0; i < n; i += 1) {
    meanTime += (times[i] ?? 0) / n
    meanLoad += (loads[i] ?? 0) / n
  }
  let [covariance, variance] = [0, 0]
  for (let i = 0; i < n; i += 1) {
    const away = (times[i] ?? 0) - meanTime
    covariance += away * ((loads[i] ?? 0) - meanLoad)
    variance += away * away
  }
  return variance > 0 ? meanLoad + (covariance / variance) * (at - meanTime) : meanLoad
}

/**
 * The load foreseen for `now + lead`, never below 0: on the trend, or as this part of the season had it. A part never
 * seen is foreseen as the present load; NaN before any load was seen.
 */
export function foreseen(forecast: Forecast, config: ForecastConfig, now: Millis): number {
  const present = forecast.loads.at(-1) ?? NaN
  if (config.method === 'trend') return Math.max(0, trendAt(forecast.times, forecast.loads, now + config.lead))
  const place = Math.floor((now + config.lead) / bucketLength(config)) % config.buckets
  const average = forecast.averages[place] ?? NaN
  return Number.isNaN(average) ? present : average
}

/** Instances for the load foreseen: ⌈load ÷ load per instance⌉, and for the present load if it is to be covered. */
export function forecastProposal(forecast: Forecast, config: ForecastConfig, current: number, now: Millis): Proposal {
  const present = forecast.loads.at(-1) ?? NaN
  const load = foreseen(forecast, config, now)
  if (Number.isNaN(load)) return propose(current, current, 'noMetric', NaN, NaN)
  const covered = config.coversPresent ? Math.max(load, present) : load
  const bound = current * config.perInstance
  return propose(current, instancesFor(covered / config.perInstance), 'forecast', covered, bound)
}
