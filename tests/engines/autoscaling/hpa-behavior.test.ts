import { describe, expect, test } from 'vitest'
import { Controller, minutes, seconds, withRules } from './hpa-play.ts'

const unlimited = [{ type: 'Percent', value: 100_000, period: seconds(15) }] as const

describe('stabilization', () => {
  test('the first recommendation is what was there: five minutes pass before the first scale-down', () => {
    const hpa = new Controller(10, { behavior: withRules() })
    expect(hpa.ask(2, 0)).toMatchObject({ desired: 10, reason: 'ScaleDownStabilized', highest: 10 })
    expect(hpa.ask(2, minutes(5) - 1).desired).toBe(10)
    expect(hpa.ask(2, minutes(5)).desired).toBe(2)
  })

  test('down goes to the greatest recommendation of the window, step by step', () => {
    const hpa = new Controller(10, { behavior: withRules({}, { stabilization: seconds(60) }) })
    expect(hpa.series([10, 8, 6, 4, 2, 2, 2, 2, 2])).toEqual([10, 10, 10, 10, 8, 6, 4, 2, 2])
  })

  test('up waits for the least recommendation of its window', () => {
    const hpa = new Controller(2, { behavior: withRules({ stabilization: seconds(60), policies: unlimited }) })
    expect(hpa.series([2, 10, 8, 10, 10, 10, 10])).toEqual([2, 2, 2, 2, 8, 8, 10])
  })

  test('a signal that falls and rises again changes nothing while both windows see it', () => {
    const both = withRules({ stabilization: seconds(60), policies: unlimited }, { stabilization: seconds(60) })
    const hpa = new Controller(5, { behavior: both })
    expect(hpa.series([5, 2, 9, 2, 9, 2, 9])).toEqual([5, 5, 5, 5, 5, 5, 5])
  })

  test('a window of zero acts at once', () => {
    const hpa = new Controller(9, { behavior: withRules({ policies: unlimited }, { stabilization: 0 }) })
    expect(hpa.series([3, 9, 3])).toEqual([3, 9, 3])
  })

  test('without behavior, one exactly as old as the window still counts', () => {
    const hpa = new Controller(10, {})
    hpa.ask(2, 0)
    expect(hpa.ask(2, minutes(5)).desired).toBe(10)
    expect(hpa.ask(2, minutes(5) + 1).desired).toBe(2)
  })
})

describe('policies', () => {
  test('the usual behavior adds 4 or doubles, whichever is more, every 15 s', () => {
    const hpa = new Controller(1, { behavior: withRules() })
    expect(hpa.series([100, 100, 100, 100, 100, 100])).toEqual([5, 10, 20, 40, 80, 100])
  })

  test('without behavior: twice as many, or 4', () => {
    expect(new Controller(1, {}).series([100, 100, 100])).toEqual([4, 8, 16])
  })

  test('what was added in the period counts against it, until it is exactly as old', () => {
    const policies = [{ type: 'Pods', value: 4, period: seconds(60) }] as const
    const hpa = new Controller(10, { behavior: withRules({ policies }) })
    expect(hpa.ask(12, 0).desired).toBe(12)
    expect(hpa.ask(20, seconds(30))).toMatchObject({ desired: 14, reason: 'ScaleUpLimit', limit: 14 })
    expect(hpa.ask(20, seconds(60) - 1).desired).toBe(14)
    expect(hpa.ask(20, seconds(60)).desired).toBe(16)
  })

  test('what was removed in the period counts too: the period starts from what there was', () => {
    const hpa = new Controller(10, {
      behavior: withRules(
        { policies: [{ type: 'Pods', value: 1, period: seconds(60) }] },
        { stabilization: 0, policies: [{ type: 'Pods', value: 5, period: seconds(60) }] },
      ),
    })
    expect(hpa.ask(5, 0).desired).toBe(5)
    expect(hpa.ask(20, seconds(15)).desired).toBe(11)
  })

  test('per cent up are rounded up, per cent down lose their fraction', () => {
    const ten = [{ type: 'Percent', value: 10, period: seconds(15) }] as const
    const hpa = new Controller(11, { behavior: withRules({ policies: ten }, { stabilization: 0, policies: ten }) })
    expect(hpa.ask(100, 0).desired).toBe(13)
    expect(hpa.ask(1, seconds(60)).desired).toBe(11)
    expect(hpa.ask(1, seconds(120)).desired).toBe(9)
  })

  test.each([
    ['Max', 20, 5],
    ['Min', 14, 6],
    ['Disabled', 10, 10],
  ] as const)('%s of two policies', (select, up, down) => {
    const policies = [
      { type: 'Pods', value: 4, period: seconds(60) },
      { type: 'Percent', value: 100, period: seconds(60) },
    ] as const
    const half = [policies[0], { ...policies[1], value: 50 }]
    const rules = withRules({ select, policies }, { select, policies: half, stabilization: 0 })
    expect(new Controller(10, { behavior: rules }).ask(100, 0).desired).toBe(up)
    expect(new Controller(10, { behavior: rules }).ask(1, 0).desired).toBe(down)
  })

  test('a limit never pushes against the direction', () => {
    const hpa = new Controller(10, {
      behavior: withRules(
        { policies: [{ type: 'Pods', value: 2, period: minutes(5) }] },
        { stabilization: 0, policies: [{ type: 'Pods', value: 1, period: minutes(5) }] },
      ),
    })
    hpa.ask(12, 0)
    expect(hpa.ask(1, seconds(15)).desired).toBe(9)
    expect(hpa.ask(1, seconds(30)).desired).toBe(9)
    expect(hpa.ask(30, seconds(45)).desired).toBe(12)
  })
})

test('per cent of nothing are nothing: from zero only a policy of pods lets in any', () => {
  const ask = (policies: typeof unlimited | typeof pods) =>
    new Controller(0, { min: 0, behavior: withRules({ policies }) }).ask(3, 0).desired
  const pods = [{ type: 'Pods', value: 2, period: seconds(15) }] as const
  expect([ask(unlimited), ask(pods)]).toEqual([0, 2])
})

describe('tolerance', () => {
  test('may differ by direction and workload', () => {
    const behavior = withRules({ tolerance: 0, policies: unlimited }, { tolerance: 0.5, stabilization: 0 })
    const ask = (wanted: number) => new Controller(10, { behavior }, { tolerance: 0.1 }).ask(wanted, 0).desired
    expect([4, 5, 6, 10, 11].map(ask)).toEqual([4, 10, 10, 10, 11])
  })
})

describe('the flow of an evaluation', () => {
  test('tells each step with its numbers', () => {
    const hpa = new Controller(10, { behavior: withRules() })
    expect(hpa.ask(2, 0).evaluation).toBe(1)
    expect(hpa.steps()).toEqual(['reads', 'proposes', 'weighs', 'stabilises', 'allows', 'unchanged'])
    hpa.ask(30, seconds(15))
    expect(hpa.steps()).toEqual(['reads', 'proposes', 'weighs', 'passes', 'limits', 'applies'])
  })
})
