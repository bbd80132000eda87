import { describe, expect, test } from 'vitest'
import {
  createForecast,
  type ForecastConfig,
  forecastProposal,
  foreseen,
  learn,
  trendAt,
} from '../../../src/engines/autoscaling/forecast.ts'
import { createHistory, gather, smoothed } from '../../../src/engines/autoscaling/history.ts'
import { minutes, seconds } from './hpa-play.ts'

const config: ForecastConfig = {
  method: 'trend',
  window: minutes(10),
  season: minutes(60),
  buckets: 60,
  weight: 0.5,
  lead: minutes(5),
  perInstance: 100,
  coversPresent: false,
}

describe('trend', () => {
  test('a straight line is continued exactly', () => {
    const forecast = createForecast(config)
    for (let minute = 0; minute <= 10; minute += 1) learn(forecast, config, 100 + 20 * minute, minutes(minute))
    expect(foreseen(forecast, config, minutes(10))).toBeCloseTo(400, 9)
    expect(forecastProposal(forecast, config, 3, minutes(10))).toMatchObject({ wanted: 4, direction: 'up' })
  })

  test('is the line of least squares, and the mean when there is but one time', () => {
    expect(trendAt([0, 1, 2, 3], [1, 2, 2, 3], 4)).toBeCloseTo(3.5, 12)
    expect(trendAt([5, 5], [1, 3], 9)).toBe(2)
    expect(trendAt([], [], 9)).toBeNaN()
  })

  test('never goes below zero, and forgets what is older than its window', () => {
    const forecast = createForecast(config)
    for (let minute = 0; minute <= 10; minute += 1) learn(forecast, config, 1000 - 100 * minute, minutes(minute))
    expect(foreseen(forecast, config, minutes(10))).toBe(0)
    learn(forecast, config, 50, minutes(30))
    expect(foreseen(forecast, config, minutes(30))).toBe(50)
  })

  test('covers the present load too, if it is to', () => {
    const forecast = createForecast(config)
    for (let minute = 0; minute <= 10; minute += 1) learn(forecast, config, 1000 - 50 * minute, minutes(minute))
    const wanted = (coversPresent: boolean) =>
      forecastProposal(forecast, { ...config, coversPresent }, 6, minutes(10)).wanted
    expect([wanted(false), wanted(true)]).toEqual([3, 5])
  })
})

describe('season', () => {
  const season = { ...config, method: 'season' } as const
  /** Load by minute of the hour: 500 in the second half, 100 in the first. */
  const load = (minute: number) => (minute % 60 < 30 ? 100 : 500)

  test('a rise is foreseen once it has been seen, as long ahead as told', () => {
    const forecast = createForecast(season)
    for (let minute = 0; minute < 60; minute += 1) learn(forecast, season, load(minute), minutes(minute))
    expect(foreseen(forecast, season, minutes(60 + 24))).toBe(100)
    expect(foreseen(forecast, season, minutes(60 + 25))).toBe(500)
  })

  test('what was never seen is foreseen as the present load, nothing before any', () => {
    const forecast = createForecast(season)
    expect(forecastProposal(forecast, season, 3, 0)).toMatchObject({ wanted: 3, reason: 'noMetric' })
    learn(forecast, season, 70, 0)
    expect(foreseen(forecast, season, 0)).toBe(70)
  })

  test('a new season is blended in by its weight', () => {
    const forecast = createForecast(season)
    for (let minute = 0; minute <= 61; minute += 1) learn(forecast, season, minute < 60 ? 100 : 300, minutes(minute))
    expect(foreseen(forecast, season, minutes(115))).toBe(200)
  })

  test('another number of buckets begins anew', () => {
    const forecast = createForecast(season)
    for (let minute = 0; minute <= 61; minute += 1) learn(forecast, season, 100, minutes(minute))
    learn(forecast, { ...season, buckets: 12 }, 300, minutes(62))
    expect(foreseen(forecast, { ...season, buckets: 12 }, minutes(62))).toBe(300)
  })
})

describe('metrics over time', () => {
  const history = createHistory()
  ;[0.2, 0.4, 0.9, 0.7].forEach((cpu, i) => {
    gather(history, { cpu, memory: cpu / 2, rps: 100 * i }, minutes(5), seconds(30) * i)
  })
  const cpu = (smoothing: 'last' | 'mean' | 'max', window: number, lag: number) =>
    smoothed(history, smoothing, window, lag, seconds(90)).cpu

  test('are the last, the mean or the greatest of a window', () => {
    expect(cpu('last', 0, 0)).toBe(0.7)
    expect(cpu('mean', seconds(60), 0)).toBeCloseTo(0.8, 12)
    expect(cpu('max', seconds(90), 0)).toBe(0.9)
    expect(cpu('mean', seconds(61), 0)).toBeCloseTo(2 / 3, 12)
  })

  test('come late by their lag: a reading counts from its lag on', () => {
    expect(cpu('last', 0, seconds(30))).toBe(0.9)
    expect(cpu('last', 0, seconds(30) + 1)).toBe(0.4)
    expect(cpu('mean', seconds(60), seconds(60))).toBeCloseTo(0.3, 12)
  })

  test('are unknown before there are any', () => {
    expect(cpu('last', 0, minutes(2))).toBeNaN()
    expect(smoothed(createHistory(), 'max', minutes(1), 0, 0)).toEqual({ cpu: NaN, memory: NaN, rps: NaN })
  })

  test('are kept as long as told', () => {
    gather(history, { cpu: 1, memory: 1, rps: 1 }, minutes(1), seconds(120))
    expect(history.times).toEqual([seconds(60), seconds(90), seconds(120)])
  })
})
