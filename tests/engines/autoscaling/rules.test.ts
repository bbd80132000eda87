import { describe, expect, test } from 'vitest'
import { matrixChange, matrixProposal, matrixRow, usualMatrix } from '../../../src/engines/autoscaling/matrix.ts'
import { planned, scheduleProposal } from '../../../src/engines/autoscaling/schedule.ts'
import {
  createAlarms,
  createTracking,
  stepProposal,
  tracked,
  trackingProposal,
  usualSteps,
  usualTracking,
} from '../../../src/engines/autoscaling/steps.ts'
import { flapsByArithmetic, thresholdProposal, usualThresholds } from '../../../src/engines/autoscaling/threshold.ts'
import { minutes } from './hpa-play.ts'

const reading = (cpu: number, memory = 0.5, rps = 500) => ({ cpu, memory, rps })

describe('thresholds', () => {
  test.each([
    [0.81, 6, 'above'],
    [0.8, 5, 'between'],
    [0.55, 5, 'between'],
    [0.3, 5, 'between'],
    [0.29, 4, 'below'],
    [NaN, 5, 'noMetric'],
  ])('at CPU %d 5 instances become %i', (cpu, wanted, reason) => {
    expect(thresholdProposal(usualThresholds, reading(cpu), 5)).toMatchObject({ wanted, reason })
  })

  test('large steps at small counts cross the other threshold by arithmetic', () => {
    expect(flapsByArithmetic({ ...usualThresholds, up: 2 }, 1)).toBe('up')
    expect(flapsByArithmetic({ ...usualThresholds, down: 2 }, 3)).toBe('down')
    expect(flapsByArithmetic(usualThresholds, 5)).toBe('no')
  })
})

describe('the matrix', () => {
  const few = 50 * 5
  const many = 240 * 5

  test.each([
    ['first row of the document', reading(0.9, 0.5, few), 2],
    ['second row', reading(0.85, 0.8, many), 3],
    ['third row', reading(0.4, 0.3, few), -1],
    ['fourth row', reading(0.2, 0.2, few), -2],
    ['the example of the decision flow', reading(0.85, 0.6, 1200), 2],
    ['40 % CPU without agreement of memory', reading(0.4, 0.31, few), 0],
    ['40 % CPU without agreement of requests', reading(0.4, 0.3, 500), 0],
    ['exactly 80 % CPU', reading(0.8, 0.9, many), 0],
    ['exactly 30 % CPU, memory in use', reading(0.3, 0.5, few), 0],
  ])('%s', (_, at, change) => {
    expect(matrixChange[matrixRow(usualMatrix, at, 5)]).toBe(change)
    expect(matrixProposal(usualMatrix, at, 5).wanted).toBe(5 + change)
  })

  test('holds without a metric', () => {
    expect(matrixProposal(usualMatrix, reading(NaN), 5)).toMatchObject({ wanted: 5, reason: 'noMetric' })
  })
})

describe('steps', () => {
  const ask = (metric: number, current = 10, warming = 0, config = usualSteps) =>
    stepProposal(config, createAlarms(), metric, current, warming)

  test.each([
    [0.69, 10, 'between'],
    [0.7, 11, 'above'],
    [0.799, 11, 'above'],
    [0.85, 12, 'above'],
    [0.95, 14, 'above'],
    [0.3, 9, 'below'],
    [0.1, 8, 'below'],
    [NaN, 10, 'noMetric'],
  ])('at %d 10 instances become %i', (metric, wanted, reason) => {
    expect(ask(metric)).toMatchObject({ wanted, reason })
  })

  test('the same breach while instances warm up adds nothing, a worse one the difference', () => {
    expect(ask(0.75, 11, 1)).toMatchObject({ wanted: 11, reason: 'onTheWay' })
    expect(ask(0.95, 11, 1)).toMatchObject({ wanted: 14, reason: 'above' })
  })

  test('none is removed while any warms up', () => {
    expect(ask(0.1, 11, 1)).toMatchObject({ wanted: 11, reason: 'noScaleIn' })
  })

  test('shares are rounded down, to at least 1 and the least change', () => {
    const config = {
      ...usualSteps,
      adjusts: 'share',
      high: { threshold: 0.7, steps: [{ from: 0, change: 0.25 }] },
    } as const
    expect([3, 10, 15].map((current) => ask(0.9, current, 0, config).wanted)).toEqual([4, 12, 18])
    expect(ask(0.9, 3, 0, { ...config, leastChange: 2 }).wanted).toBe(5)
  })

  test('an alarm rings after so many breaches in a row', () => {
    const alarms = createAlarms()
    const config = { ...usualSteps, periodsHigh: 3 }
    const reasons = [0.9, 0.9, 0.5, 0.9, 0.9, 0.9].map((at) => stepProposal(config, alarms, at, 10, 0).reason)
    expect(reasons).toEqual(['notYet', 'notYet', 'between', 'notYet', 'notYet', 'above'])
  })
})

describe('target tracking', () => {
  const quick = { ...usualTracking, periodsHigh: 1, periodsLow: 1 }
  const ask = (metric: number, config = quick) => trackingProposal(config, createTracking(), metric, 10, 0)

  test.each([
    [0.75, 15, 'above'],
    [0.501, 11, 'above'],
    [0.5, 10, 'between'],
    [0.45, 10, 'between'],
    [0.44, 9, 'below'],
    [NaN, 10, 'noMetric'],
  ])('at %d for a target of 50 %% 10 instances become %i', (metric, wanted, reason) => {
    expect(ask(metric)).toMatchObject({ wanted, reason })
  })

  test('adds sooner than it removes', () => {
    const alarms = createTracking()
    const reasons = (metric: number, times: number) =>
      Array.from({ length: times }, () => trackingProposal(usualTracking, alarms, metric, 10, 0).reason)
    expect(reasons(0.9, 3)).toEqual(['notYet', 'notYet', 'above'])
    expect(reasons(0.1, 15).indexOf('below')).toBe(14)
  })

  test('within the cooldown of a scale-out what was added counts as there: only a greater need adds more', () => {
    const state = createTracking()
    tracked(quick, state, 10, 15, 0)
    expect(trackingProposal(quick, state, 0.75, 15, minutes(1))).toMatchObject({ wanted: 15, reason: 'onTheWay' })
    expect(trackingProposal(quick, state, 0.9, 15, minutes(1))).toMatchObject({ wanted: 18, reason: 'above' })
    expect(trackingProposal(quick, state, 0.2, 15, minutes(5) - 1).reason).toBe('noScaleIn')
    expect(trackingProposal(quick, state, 0.75, 15, minutes(5)).wanted).toBe(23)
  })

  test('a scale-out ends the cooldown of a scale-in', () => {
    const state = createTracking()
    tracked(quick, state, 10, 8, 0)
    expect(trackingProposal(quick, state, 0.1, 8, minutes(4)).reason).toBe('noScaleIn')
    expect(trackingProposal(quick, state, 0.9, 8, minutes(4)).wanted).toBe(15)
  })

  test('may be told never to remove', () => {
    expect(ask(0.1, { ...quick, disableScaleIn: true })).toMatchObject({ wanted: 10, reason: 'noScaleIn' })
  })
})

describe('a plan', () => {
  const day = minutes(24 * 60)
  const plan = {
    day,
    entries: [
      { from: minutes(480), instances: 8 },
      { from: minutes(1080), instances: 3 },
    ],
  }

  test('holds from each entry to the next, and over midnight', () => {
    const at = (minute: number) => planned(plan, minutes(minute))
    expect([0, 479, 480, 1079, 1080, 1440 + 480].map(at)).toEqual([3, 3, 8, 8, 3, 8])
  })

  test('asks for what is planned, and an empty one for nothing', () => {
    expect(scheduleProposal(plan, 3, minutes(500))).toMatchObject({ wanted: 8, direction: 'up', reason: 'schedule' })
    expect(scheduleProposal({ day, entries: [] }, 3, 0)).toMatchObject({ wanted: 3, direction: 'hold' })
  })
})
