import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoTime } from '../../src/lab/iso-time.ts'
import { LARGEST_RATE, LONGEST_TRACE, traceOf, traceText } from '../../src/lab/trace.ts'
import { readTrace } from '../../src/lab/trace-import.ts'

/** What was read, or a failure of the test. */
function read(text: string) {
  const result = readTrace(text)
  if ('failed' in result) throw new Error(result.failed)
  return result
}

const failure = (text: string): string => {
  const result = readTrace(text)
  return 'failed' in result ? result.failed : ''
}

const matrix = (...series: readonly (readonly (readonly [unknown, unknown])[])[]): string =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result: series.map((values) => ({ metric: {}, values })) },
  })

describe('lines of time and rate', () => {
  test.each([
    ['plain', '0,10\n60,20\n120,15.5'],
    ['with a header', 'time,rps\n0,10\n60,20\n120,15.5'],
    ['with semicolons and blank lines', '\n0;10\n\n60;20\n120;15.5\n'],
    ['with tabs, quotes and a comment', '# load\n"0"\t"10"\n60\t20\n120\t15.5'],
    ['with Windows line ends and a byte order mark', '\uFEFF0,10\r\n60,20\r\n120,15.5\r\n'],
    ['not from zero', '1700000000,10\n1700000060,20\n1700000120,15.5'],
    ['in milliseconds since 1970', '1700000000000,10\n1700000060000,20\n1700000120000,15.5'],
    ['with timestamps', '2024-02-28T23:59:00Z,10\n2024-02-29T00:00:00Z,20\n2024-02-29T00:01:00Z,15.5'],
    ['with timestamps of other zones', '2024-01-01 01:00+01:00,10\n2024-01-01T00:01Z,20\n2023-12-31T19:02-0500,15.5'],
  ])('are read %s', (_, text) => {
    expect(read(text)).toEqual({ trace: { times: [0, 60_000, 120_000], rates: [10, 20, 15.5] }, notices: [] })
  })

  test('that are faulty are named, three of them, and left out', () => {
    const { trace, notices } = read('0,10\n1,NaN\nsoon,5\n2,-4\n3\n4,200000\n5,30')
    expect(trace).toEqual({ times: [0, 5000], rates: [10, 30] })
    expect(notices).toEqual([
      '5 points were left out: line 2: the rate is not a number; line 3: the time is neither seconds nor an ISO ' +
        'timestamp; line 4: the rate is negative; and 2 more.',
    ])
  })

  test('out of order are sorted, with a sentence', () => {
    const { trace, notices } = read('60,20\n0,10')
    expect(trace).toEqual({ times: [0, 60_000], rates: [10, 20] })
    expect(notices).toEqual(['Times were not in order: the points were sorted.'])
  })

  test('with a time that stands there already are left out', () => {
    expect(read('0,10\n60,20\n60,99').notices).toEqual([
      'One point was left out: line 3: its time stands there already.',
    ])
  })

  test('that are all faulty are a failure that names them', () => {
    expect(failure('a,b\nc,d')).toBe(
      'No point could be read. One point was left out: line 2: the time is neither seconds nor an ISO timestamp.',
    )
    expect(failure('   ')).toBe('There is nothing to read: the text is empty.')
  })

  test('that are too many are averaged down to what a link can carry, and no request is lost', () => {
    const rates = Array.from({ length: 3500 }, (_, i) => i % 97)
    const { trace, notices } = read(rates.map((rate, i) => `${i * 10},${rate}`).join('\n'))
    expect(trace.times.length).toBeLessThanOrEqual(LONGEST_TRACE)
    const ends = [...trace.times.slice(1), (35_000_000 / 100) * 100]
    const requests = trace.rates.reduce(
      (sum, rate, i) => sum + rate * ((ends[i] as number) - (trace.times[i] as number)),
      0,
    )
    expect(requests).toBeCloseTo(
      rates.reduce((sum, rate) => sum + rate * 10_000, 0),
      0,
    )
    expect(notices[0]).toContain('each 4 neighbours were averaged')
  })
})

describe('answers of Prometheus', () => {
  test('are read, and several series added up', () => {
    const text = matrix(
      [
        [1000, '10'],
        [1030.5, '20'],
      ],
      [
        [1000, '1'],
        [1061, '2'],
      ],
    )
    expect(read(text)).toEqual({
      trace: { times: [0, 30_500, 61_000], rates: [11, 20, 2] },
      notices: ['2 series were added up.'],
    })
  })

  test('with values that are none are read without them', () => {
    const { trace, notices } = read(
      matrix([
        [0, 'NaN'],
        [15, '4'],
        [30, '+Inf'],
        ['x', '1'],
      ]),
    )
    expect(trace).toEqual({ times: [0], rates: [4] })
    expect(notices[0]).toContain('series 1, point 1: the rate is not a number; series 1, point 3: the rate is not')
  })

  test.each([
    ['{"status":"error","error":"parse error"}', 'Prometheus answered with an error: parse error'],
    ['{"status":"success","data":{"resultType":"vector","result":[]}}', 'instant query'],
    ['{"status":"success","data":{"resultType":"matrix","result":{}}}', 'no matrix'],
    ['{"status":"success"}', 'no data'],
    ['[1,2]', 'not the answer of Prometheus'],
    ['{"status":', 'not the answer of Prometheus'],
    [matrix(), 'No point could be read.'],
  ])('that cannot be used are refused with a sentence: %s', (text, sentence) => {
    expect(failure(text)).toContain(sentence)
  })
})

describe('whatever the text', () => {
  const field = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.string({ maxLength: 8 }),
    fc.constantFrom('', 'NaN', '-1', '1e99'),
  )
  const lines = fc
    .array(fc.array(field, { maxLength: 3 }), { maxLength: 40 })
    .map((rows) => rows.map((row) => row.join(',')).join('\n'))
  const answers = fc
    .array(fc.array(fc.tuple(fc.oneof(fc.double(), fc.string()), fc.oneof(fc.double(), fc.string()))))
    .map((series) => matrix(...series))
  const texts = fc.oneof(fc.string(), lines, answers, fc.json())

  test('nothing is thrown, and what is read is a legal trace of legal rates', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = readTrace(text)
        if ('failed' in result) {
          expect(result.failed).not.toBe('')
          return
        }
        expect(traceOf(traceText(result.trace))?.times).toEqual(result.trace.times)
        for (const rate of result.trace.rates) expect(rate >= 0 && rate <= LARGEST_RATE).toBe(true)
      }),
      { numRuns: 400, seed: 5 },
    )
  })
})

test('an ISO timestamp is what the calendar says, and no other text is one', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2400-01-01'), noInvalidDate: true }), (date) => {
      expect(isoTime(date.toISOString())).toBeCloseTo(date.getTime() / 1000, 3)
    }),
    { seed: 5 },
  )
  for (const text of ['2023-02-29', '2024-13-01', '2024-01-01T24:00', '12:00', '2024-01-32'])
    expect(isoTime(text)).toBeNaN()
})
