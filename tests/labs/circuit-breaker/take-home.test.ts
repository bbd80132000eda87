import fc from 'fast-check'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { defaults, type Param } from '../../../src/lab/param.ts'
import { type BreakerParams, params } from '../../../src/labs/circuit-breaker/params.ts'
import { breakerTakeHome } from '../../../src/labs/circuit-breaker/take-home.ts'
import { legal } from '../../scenario/arbitrary.ts'

const standing = defaults(params)

const exported = (key: string, set: Partial<BreakerParams> = {}): string => {
  const target = breakerTakeHome.find((candidate) => candidate.key === key)
  if (!target) throw new Error(`no export to ${key}`)
  return target.text({ ...standing, ...set })
}

const anyParams = fc.record(
  Object.fromEntries(Object.entries(params as Record<string, Param>).map(([name, param]) => [name, legal(param)])),
) as unknown as fc.Arbitrary<BreakerParams>

const comment = { yaml: '#', csharp: '//', javascript: '//' } as Readonly<Record<string, string>>

describe.each(breakerTakeHome)('$label', (target) => {
  test('is well formed for any parameters, without a number gone wrong', () => {
    fc.assert(
      fc.property(anyParams, (any) => {
        const text = target.text(any)
        expect(text).not.toMatch(/NaN|Infinity|undefined|\d{7,}\.\d|\.\d{7,}/)
        expect(text.endsWith('\n')).toBe(true)
        if (target.language === 'yaml') expect(unlikeYaml(text)).toEqual([])
        if (target.language === 'javascript') expect(parseSync('breaker.mjs', text).errors).toEqual([])
        if (target.language === 'csharp') expect(unbalanced(text)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  test('says in comments what it cannot express', () => {
    const text = target.text({ ...standing, trip: 'total', slow: true, probes: 3, probesToClose: 3 })
    const notes = text.split('\n').filter((line) => line.startsWith(comment[target.language] ?? '?'))
    expect(notes.join(' ')).toContain('no success forgives')
  })
})

/**
 * Lines that are neither comment, key, key and value, nor list item, or whose indent is odd or jumps inwards too far.
 */
function unlikeYaml(text: string): readonly string[] {
  let before = -2
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.trimStart().startsWith('#'))
    .filter((line) => {
      const indent = line.length - line.trimStart().length
      const legal = /^ *(- [\w.]+|[\w]+:( [^:]+)?)( #.*)?$/.test(line) && indent % 2 === 0 && indent <= before + 2
      before = indent
      return !legal
    })
}

const unbalanced = (text: string): number =>
  [...text].reduce((depth, letter) => depth + ('({['.includes(letter) ? 1 : ')}]'.includes(letter) ? -1 : 0), 0)

describe('the trip rule', () => {
  test('failures in a row are a window of that many calls that all failed, exactly, in resilience4j', () => {
    const text = exported('resilience4j', { trip: 'consecutive', failuresToOpen: 4 })
    expect(text).toContain('slidingWindowType: COUNT_BASED')
    expect(text).toContain('slidingWindowSize: 4\n')
    expect(text).toContain('minimumNumberOfCalls: 4\n')
    expect(text).toContain('failureRateThreshold: 100\n')
  })

  test('failures in a row are a field of their own in Envoy and Istio', () => {
    const set = { trip: 'consecutive', failuresToOpen: 4 } as const
    expect(exported('envoy', set)).toContain('consecutive_5xx: 4\n')
    expect(exported('istio', set)).toContain('consecutive5xxErrors: 4\n')
  })

  test('more than n in a row, as gobreaker counts, is n + 1 elsewhere', () => {
    expect(exported('istio', { profile: 'gobreaker', failuresToOpen: 5 })).toContain('consecutive5xxErrors: 6\n')
  })

  test('a window of time is given in seconds to resilience4j and in milliseconds to Polly and opossum', () => {
    const set = { trip: 'rate', window: 'time', windowTime: 20_000, failureRateToOpen: 0.29 } as const
    expect(exported('resilience4j', set)).toContain('slidingWindowSize: 20 # seconds')
    expect(exported('polly', set)).toContain('SamplingDuration = TimeSpan.FromMilliseconds(20000)')
    expect(exported('polly', set)).toContain('FailureRatio = 0.29,')
    expect(exported('opossum', set)).toContain('rollingCountTimeout: 20000')
  })

  test('opossum opens strictly above, so a rule that opens at 50 % asks for a hair less', () => {
    const set = { trip: 'rate', failureRateToOpen: 0.5 } as const
    expect(exported('opossum', set)).toContain('errorThresholdPercentage: 49.999,')
    expect(exported('opossum', { ...set, profile: 'opossum' })).toContain('errorThresholdPercentage: 50,')
  })
})

describe('what libraries refuse', () => {
  test('Polly gets no duration below 500 ms and no throughput below 2', () => {
    const set = { trip: 'rate', window: 'time', minimumCalls: 1, openWait: 100 } as const
    const text = exported('polly', set)
    expect(text).toContain('BreakDuration = TimeSpan.FromMilliseconds(500)')
    expect(text).toContain('MinimumThroughput = 2,')
    expect(text).toContain('// Polly accepts no duration below 500 ms here.')
  })

  test('Envoy gets a longest ejection that is no shorter than the base', () => {
    const text = exported('envoy', { openWait: 90_000, openWaitGrowth: 2, openWaitLongest: 60_000 })
    expect(text).toContain('base_ejection_time: 90s')
    expect(text).toContain('max_ejection_time: 90s')
  })
})

describe('failure kinds', () => {
  test('what does not count is ignored, filtered or left out', () => {
    const set = { countsClientErrors: false } as const
    expect(exported('resilience4j', set)).toMatch(/ignoreExceptions:\n +- \S+HttpClientErrorException\n/)
    expect(exported('opossum', set)).toContain('errorFilter: (error) => (error.statusCode >= 400')
    expect(exported('polly', set)).not.toContain('>= 400')
  })

  test('Envoy splits off errors of its own where server errors do not count', () => {
    const set = { countsServerErrors: false, trip: 'rate' } as const
    expect(exported('envoy', set)).toContain('enforcing_failure_percentage_local_origin: 100')
    expect(exported('istio', set)).toContain('splitExternalLocalOriginErrors: true')
  })
})
