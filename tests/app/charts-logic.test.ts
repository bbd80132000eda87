import { expect, test } from 'vitest'
import { csvOf } from '../../src/app/charts/csv.ts'
import { chartPlaces, chartsHeight, shownCharts } from '../../src/app/charts/heights.ts'
import { marksOf } from '../../src/app/charts/marks.ts'
import { chartFactor, reading, tickText } from '../../src/app/charts/reading.ts'
import { rowData } from '../../src/app/charts/row-data.ts'
import { fillsArea, looksOf, stackOrder } from '../../src/app/charts/series-look.ts'
import { emptiestCorner, theoryNote } from '../../src/app/charts/theory-note.ts'
import { Turns } from '../../src/app/charts/turns.ts'
import type { Chart } from '../../src/lab/chart.ts'
import type { AnyLab } from '../../src/lab/lab.ts'
import { defineParams } from '../../src/lab/param.ts'
import type { Detail } from '../../src/worker/protocol.ts'

const calls: Chart = {
  kind: 'bars',
  key: 'calls',
  title: 'Calls',
  unit: 'per second',
  tall: true,
  empty: 'No call yet.',
  floor: 10,
  series: [
    { probe: 'refused', label: 'refused', tone: 'refused' },
    { probe: 'answered', label: 'answered, in time', tone: 'fine' },
    { probe: 'failed', label: 'failed', tone: 'failed' },
  ],
}

const latency: Chart = {
  kind: 'lines',
  key: 'latency',
  title: 'Latency',
  unit: 'ms',
  empty: 'No call has finished.',
  series: [
    { probe: 'p50', label: 'p50', dash: 'solid' },
    { probe: 'p99', label: 'p99', dash: 'dotted' },
  ],
}

const lab = (main: string | undefined) => ({ charts: [calls, latency], main, params: {} }) as unknown as AnyLab

test('rows lie below one another and never overlap', () => {
  const { strip, rows, axis, total } = chartPlaces(lab('machine'), [calls, latency])
  const places = [...(strip ? [strip] : []), ...rows]
  places.forEach((place, i) => {
    const before = places[i - 1]
    if (before) expect(place.top - before.top - before.height).toBeGreaterThanOrEqual(14)
  })
  expect(places.length).toBe(3)
  expect(axis).toBe((rows[1]?.top ?? 0) + (rows[1]?.height ?? 0))
  expect(total).toBeGreaterThan(axis)
})

test('a chart is high enough for its legend', () => {
  const many = { ...latency, series: Array.from({ length: 6 }, (_, i) => ({ probe: `p${i}`, label: `p${i}` })) }
  const place = chartPlaces(lab(undefined), [many]).rows[0]
  expect((place?.height ?? 0) + 18).toBeGreaterThanOrEqual(7 * 16)
})

test('the height to reserve is that of the charts that are shown', () => {
  expect(chartsHeight(lab('machine'))).toBe(chartPlaces(lab('machine'), [calls, latency]).total)
  expect(chartsHeight(lab('machine'), false, ['calls'])).toBeLessThan(chartsHeight(lab('machine')))
  expect(chartPlaces(lab(undefined), [calls]).strip).toBeUndefined()
})

test('a chart that has nothing to show with the parameters in force is left out', () => {
  const params = { on: { kind: 'switch', default: false } }
  const some = {
    ...lab(undefined),
    params,
    charts: [calls, { ...latency, shownWhen: (values: { on: boolean }) => values.on }],
  }
  const keys = (values?: { on: boolean }) => shownCharts(some as unknown as AnyLab, values).map(({ key }) => key)
  expect(keys()).toEqual(['calls'])
  expect(keys({ on: true })).toEqual(['calls', 'latency'])
})

test('a stack has the best at the bottom and the worst on top', () => {
  expect(stackOrder(calls.series).map(({ probe }) => probe)).toEqual(['answered', 'failed', 'refused'])
})

test('percentiles share one hue and differ by their pattern', () => {
  const [p50, p99] = looksOf(latency)
  expect(p50?.stroke).toBe(p99?.stroke)
  expect(p50?.dash).toBeUndefined()
  expect(p99?.dash).toBeDefined()
})

test('no two lines of a chart look the same', () => {
  const three = { ...latency, series: ['a', 'b', 'c'].map((name) => ({ probe: name, label: name })) }
  const looks = looksOf(three).map(({ stroke, dash }) => `${stroke} ${dash}`)
  expect(new Set(looks).size).toBe(3)
})

test('refused is told from failed by its hatch, not by its colour', () => {
  const [refused, , failed] = looksOf(calls)
  expect(refused?.stroke).toBe(failed?.stroke)
  expect(refused?.fill).toBe('url(#hatch-refused)')
  expect(failed?.fill).toBe('var(--failed)')
})

test('the area is filled below a single measured curve, with a law beside it or not', () => {
  const measured = { ...latency, series: [{ probe: 'a', label: 'measured' }] }
  const law = { probe: 'b', label: 'expected', theory: 'Demers et al. 1987' }
  expect(fillsArea(measured)).toBe(true)
  expect(fillsArea({ ...measured, series: [...measured.series, law] })).toBe(true)
  expect(fillsArea(latency)).toBe(false)
})

test('a law has its name in the plot while its curve is there', () => {
  const law = { probe: 'b', label: 'expected', theory: 'Demers et al. 1987' }
  const chart = { ...latency, series: [{ probe: 'a', label: 'measured' }, law] }
  expect(theoryNote(chart, [{ time: 1, a: 2, b: 3 }])).toBe('expected (Demers et al. 1987)')
  expect(theoryNote(chart, [{ time: 1, a: 2, b: null }])).toBe('')
})

test('the words of a law go where the fewest points lie', () => {
  const rising = Array.from({ length: 100 }, (_, i) => ({ time: i, a: i }))
  const range = { bottom: 0, top: 100, roomySince: undefined }
  expect(emptiestCorner(rising, ['a'], { from: 0, to: 100 }, range)).toBe('bottom-right')
  const falling = rising.map(({ time }) => ({ time, a: 100 - time }))
  expect(emptiestCorner(falling, ['a'], { from: 0, to: 100 }, range)).toBe('top-right')
})

test('charts take turns: the longest waiting first, one at a time, none twice within 220 ms', () => {
  const turns = new Turns()
  turns.ask('b', 0)
  turns.ask('a', 1)
  expect([turns.next(10), turns.next(26), turns.next(42)]).toEqual(['b', 'a', undefined])
  turns.ask('b', 50)
  expect(turns.next(229)).toBeUndefined()
  expect(turns.pending).toBe(true)
  expect(turns.next(230)).toBe('b')
  expect(turns.pending).toBe(false)
})

test('a chart off screen waits until it is seen', () => {
  const turns = new Turns()
  turns.show('a', false)
  turns.ask('a', 0)
  expect([turns.pending, turns.next(1)]).toEqual([false, undefined])
  turns.show('a', true)
  expect([turns.pending, turns.next(2)]).toEqual([true, 'a'])
})

test('a mark says the parameter in force, plain counts without their unit', () => {
  const params = defineParams({
    failures: {
      kind: 'number',
      unit: 'calls',
      min: 1,
      max: 9,
      step: 1,
      default: 5,
      group: 'load',
      label: '',
      help: '',
    },
    limit: { kind: 'number', unit: 'ms', min: 1, max: 9000, step: 1, default: 250, group: 'load', label: '', help: '' },
  })
  const marked: Chart = {
    ...latency,
    marks: [
      { label: 'opens at {failures}', value: (values) => Number(values['failures']) },
      { label: 'slow from {limit}', value: (values) => Number(values['limit']) },
      { label: 'never', value: () => undefined },
    ],
  }
  expect(marksOf(marked, params, { failures: 6, limit: 250 })).toEqual([
    { value: 6, text: 'opens at 6' },
    { value: 250, text: 'slow from 250 ms' },
  ])
})

test('a share is read as per cent where the chart says so, and a missing value as an en dash', () => {
  const share: Chart = { ...latency, unit: '% of nodes' }
  const factor = chartFactor(share, { p50: { unit: 'share', kind: 'level' } })
  expect(reading(0.319, factor)).toBe('31.9')
  expect(reading(0.07, factor)).toBe('7')
  expect(reading(Number.NaN, factor)).toBe('–')
  expect(chartFactor(latency, { p50: { unit: 'ms', kind: 'level' } })).toBe(1)
})

test('ticks say thousands and millions in the room of a few letters', () => {
  const texts = [0, 999, 1000, 1500, -6000, 2_500_000].map((value) => tickText(value, 1))
  expect(texts).toEqual(['0', '999', '1k', '1.5k', '−6k', '2.5M'])
  expect(tickText(5, 1000)).toBe('5k')
})

const detail = {
  spans: [{ from: 0, event: 0, state: 'closed' }],
  samples: {
    time: Float64Array.of(100, 200, 300),
    values: {
      answered: Float64Array.of(1, 2, 3),
      failed: Float64Array.of(0, 0, 0),
      refused: Float64Array.of(0, 0.5, Number.NaN),
    },
  },
} as unknown as Detail

test('CSV holds every series of the window, quoted where needed, empty where unknown', () => {
  expect(csvOf([calls], detail, { from: 150, to: 300 })).toBe(
    [
      'time (ms),state,Calls: refused (per second),"Calls: answered, in time (per second)",Calls: failed (per second)',
      '200,closed,0.5,2,0',
      '300,closed,,3,0',
      '',
    ].join('\r\n'),
  )
})

const input = { view: { from: 0, to: 1000 }, width: 500, levels: [], hidden: new Set<string>() }

test('a chart of counts is empty when nothing was counted, a chart of levels when nothing is known', () => {
  const nothing = {
    time: Float64Array.of(100),
    values: { answered: Float64Array.of(0), p50: Float64Array.of(Number.NaN) },
  }
  expect(rowData({ ...input, chart: calls, samples: nothing }, undefined, 0).empty).toBe(true)
  expect(rowData({ ...input, chart: latency, samples: nothing }, undefined, 0).empty).toBe(true)
  expect(rowData({ ...input, chart: calls, samples: detail.samples }, undefined, 0).empty).toBe(false)
  expect(rowData({ ...input, chart: calls, samples: undefined }, undefined, 0).empty).toBe(true)
})

test('the range holds stacks as a whole, marks and the declared floor, but no series that is switched off', () => {
  const high = { time: Float64Array.of(100), values: { answered: Float64Array.of(30), failed: Float64Array.of(20) } }
  const top = (more: Partial<typeof input>) =>
    rowData({ ...input, ...more, chart: calls, samples: high }, undefined, 0).range.top
  expect(top({})).toBe(50)
  expect(top({ hidden: new Set(['answered']) })).toBe(20)
  expect(top({ hidden: new Set(['answered', 'failed']) })).toBe(10)
  expect(rowData({ ...input, chart: calls, samples: high, levels: [70] }, undefined, 0).range.top).toBe(80)
})

test('two runs beside each other have one scale, whatever each of them draws', () => {
  const low = { time: Float64Array.of(100), values: { answered: Float64Array.of(3), failed: Float64Array.of(2) } }
  const high = { time: Float64Array.of(100), values: { answered: Float64Array.of(30), failed: Float64Array.of(20) } }
  const first = rowData({ ...input, chart: calls, samples: low, beside: high }, undefined, 0)
  const second = rowData({ ...input, chart: calls, samples: high, beside: low }, undefined, 0)
  expect(first.range).toEqual(second.range)
  expect(first.range.top).toBe(50)
  expect(first.rows).toEqual(rowData({ ...input, chart: calls, samples: low }, undefined, 0).rows)
})
