import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  age,
  type Check,
  type CheckConfig,
  checkDefaults,
  createCheck,
  deadline,
  inFlight,
  stale,
  verdictAt,
} from '../../../src/engines/health/check.ts'
import { answer, breakOff, elapse, forget, gap, resume, tick } from '../../../src/engines/health/check-run.ts'
import { checkProfiles } from '../../../src/engines/health/profile.ts'

const edgesOf = ({ trail }: Check): readonly string[] => trail.edges.slice(0, trail.count)
const checkOf = (set: Partial<CheckConfig> = {}) => {
  const config = { ...checkDefaults, ...set }
  return { config, check: createCheck(7, config, 0) }
}

/** Runs once from `now`, answered after 10 ms: P passes, F fails, T has no answer. */
function run(check: Check, config: CheckConfig, outcome: string, now: number): void {
  const number = tick(check, config, now)
  if (outcome === 'T') elapse(check, config, number, now + config.timeout)
  else answer(check, config, number, outcome === 'P', now + 10)
}

const play = (outcomes: string, set: Partial<CheckConfig>) => {
  const { check, config } = checkOf(set)
  return [...outcomes].map((outcome, i) => {
    run(check, config, outcome, i * config.interval)
    return check.verdict
  })
}

describe('one run', () => {
  test('goes through execute, measure and validate to success or failure', () => {
    const { check, config } = checkOf()
    const first = tick(check, config, 0)
    expect([first, check.state, edgesOf(check)]).toEqual([1, 'running.execute', ['begins']])
    expect(answer(check, config, first, true, 250)).toBe(true)
    expect([check.state, edgesOf(check)]).toEqual(['success', ['answers', 'measured', 'passes']])
    expect([check.last, check.took, check.finished, age(check, 300)]).toEqual(['pass', 250, 250, 50])
    const second = tick(check, config, 10_000)
    expect(edgesOf(check)).toEqual(['repeats'])
    answer(check, config, second, false, 10_030)
    expect([check.state, edgesOf(check)]).toEqual(['failed', ['answers', 'measured', 'fails']])
  })

  test('times out after 5 s unless told otherwise, at that very instant and no earlier', () => {
    const { check, config } = checkOf()
    const number = tick(check, config, 0)
    expect(deadline(check, config)).toBe(5000)
    expect(elapse(check, config, number, 4999)).toBe(false)
    expect(inFlight(check)).toBe(true)
    expect(elapse(check, config, number, 5000)).toBe(true)
    expect([check.state, check.last, check.verdict]).toEqual(['timeout', 'timeout', 'fail'])
    expect(deadline(check, config)).toBe(Infinity)
  })

  test.each([
    [4999, 'success'],
    [5000, 'timeout'],
    [6000, 'timeout'],
  ])('answered after %i ms is a %s', (took, state) => {
    const { check, config } = checkOf()
    answer(check, config, tick(check, config, 0), true, took)
    expect(check.state).toBe(state)
    expect(check.verdict).toBe(state === 'success' ? 'pass' : 'fail')
  })

  test('frees its slot when it times out, and its late answer changes nothing', () => {
    const { check, config } = checkOf()
    const first = tick(check, config, 0)
    elapse(check, config, first, 5000)
    expect(answer(check, config, first, true, 6000)).toBe(false)
    expect([check.verdict, check.late, edgesOf(check)]).toEqual(['fail', 1, ['ignores']])
    const second = tick(check, config, 10_000)
    expect(second).toBe(2)
    expect(answer(check, config, first, false, 10_001)).toBe(false)
    expect([inFlight(check), check.late]).toEqual([true, 2])
    expect(answer(check, config, second, true, 10_002)).toBe(true)
    expect(check.verdict).toBe('pass')
  })

  test('that breaks off has no outcome, and gives the slot back', () => {
    const { check, config } = checkOf({ fall: 2 })
    run(check, config, 'F', 0)
    const second = tick(check, config, 10_000)
    expect(breakOff(check, config, second, 10_005)).toBe(true)
    expect([check.inRow, check.verdict, inFlight(check)]).toEqual([1, 'unknown', false])
    run(check, config, 'F', 20_000)
    expect(check.verdict).toBe('fail')
  })
})

describe('the timer', () => {
  test('skips a run while one is in flight, or owes it', () => {
    for (const overlap of ['skip', 'owe'] as const) {
      const { check, config } = checkOf({ interval: 1000, overlap })
      const first = tick(check, config, 0)
      expect(check.due).toBe(1000)
      expect(tick(check, config, 1000)).toBe(0)
      expect([check.due, check.skipped, check.run]).toEqual([2000, 1, 1])
      answer(check, config, first, true, 1500)
      expect(resume(check, config, 1500)).toBe(overlap === 'owe' ? 2 : 0)
      expect(inFlight(check)).toBe(overlap === 'owe')
      expect(check.due).toBe(2000)
    }
  })

  test('begins its interval when a run ends, if so told', () => {
    const { check, config } = checkOf({ interval: 1000, spacing: 'endToBegin' })
    const first = tick(check, config, 0)
    expect(check.due).toBe(Infinity)
    answer(check, config, first, true, 300)
    expect(check.due).toBe(1300)
    const second = tick(check, config, 1300)
    elapse(check, config, second, 6300)
    expect(check.due).toBe(7300)
  })

  test('that waits for the end of a run goes on when that run is forgotten', () => {
    const { check, config } = checkOf({ interval: 1000, spacing: 'endToBegin' })
    tick(check, config, 0)
    forget(check, config, 200)
    expect([check.due, inFlight(check)]).toEqual([1200, false])
  })

  test('is shortened or lengthened by at most the jitter', () => {
    const { config } = checkOf({ interval: 1000, jitter: 0.2 })
    expect([gap(config, 0), gap(config, 0.5)]).toEqual([800, 1000])
    expect(gap(config, 1 - 2 ** -53)).toBeLessThanOrEqual(1200)
    const { check } = checkOf()
    tick(check, config, 0, 0.25)
    expect(check.due).toBe(900)
  })

  test('goes on when the check may not run', () => {
    const { check, config } = checkOf()
    expect(tick(check, config, 0, 0.5, false)).toBe(0)
    expect([check.due, check.state]).toEqual([10_000, 'waiting'])
  })
})

describe('the verdict', () => {
  test.each([
    ['PFPFPF', { rise: 1, fall: 1 }, 'pass fail pass fail pass fail'],
    ['FFF', { rise: 2, fall: 3 }, 'unknown unknown fail'],
    ['FTF', { rise: 2, fall: 3 }, 'unknown unknown fail'],
    ['PPFFPFF', { rise: 2, fall: 3 }, 'unknown pass pass pass pass pass pass'],
    ['PPFFFPFPP', { rise: 2, fall: 3 }, 'unknown pass pass pass fail fail fail fail pass'],
    ['P', { rise: 3, firstCounts: true }, 'pass'],
    ['FP', { fall: 3, rise: 2, firstCounts: true }, 'fail fail'],
    ['F', { fall: 3, initial: 'pass' as const }, 'pass'],
  ])('after %s with %o is %s', (outcomes, set, verdicts) => {
    expect(play(outcomes, set).join(' ')).toBe(verdicts)
  })

  test('is not believed once the result is older than allowed', () => {
    const { check, config } = checkOf({ staleAfter: 30_000 })
    expect([verdictAt(check, config, 1e9), stale(check, config, 1e9)]).toEqual(['unknown', false])
    run(check, config, 'P', 0)
    expect(verdictAt(check, config, 30_010)).toBe('pass')
    expect(verdictAt(check, config, 30_011)).toBe('unknown')
    expect(verdictAt(check, checkDefaults, 1e12)).toBe('pass')
  })

  test('is forgotten with the count of equal outcomes and the run in flight when something new is checked', () => {
    const { check, config } = checkOf({ fall: 2 })
    run(check, config, 'F', 0)
    const second = tick(check, config, 10_000)
    forget(check, config, 10_001)
    expect([check.verdict, check.inRow, check.last, check.state]).toEqual(['unknown', 0, 'none', 'waiting'])
    expect(answer(check, config, second, false, 10_002)).toBe(false)
    run(check, config, 'F', 20_000)
    expect(check.verdict).toBe('unknown')
  })
})

test('load balancers believe the first answer, then what comes in a row', () => {
  for (const [profile, verdicts] of [
    ['haproxy', ['fail', 'fail', 'pass', 'pass', 'pass', 'fail']],
    ['envoy', ['fail', 'fail', 'pass', 'pass', 'pass', 'fail']],
    ['awsAlb', ['fail', 'fail', 'fail', 'fail', 'fail', 'fail']],
    ['document', ['fail', 'pass', 'pass', 'fail', 'fail', 'fail']],
  ] as const) {
    expect(play('FPPFFF', checkProfiles[profile])).toEqual(verdicts)
  }
})

/** What may happen to a check, with the time until it does. */
const deeds = fc.array(
  fc.tuple(
    fc.constantFrom('tick', 'pass', 'fail', 'elapse', 'late', 'break', 'forget'),
    fc.integer({ min: 0, max: 3000 }),
  ),
  { maxLength: 80 },
)

const anyConfig = fc.record({
  interval: fc.integer({ min: 100, max: 5000 }),
  timeout: fc.integer({ min: 100, max: 4000 }),
  rise: fc.integer({ min: 1, max: 4 }),
  fall: fc.integer({ min: 1, max: 4 }),
  overlap: fc.constantFrom('skip' as const, 'owe' as const),
  spacing: fc.constantFrom('beginToBegin' as const, 'endToBegin' as const),
})

test(
  'whatever happens, one run at most is in flight, every run is accounted for, and verdicts follow ' + 'runs of equals',
  () => {
    fc.assert(
      fc.property(anyConfig, deeds, (set, list) => {
        const { check, config } = checkOf(set)
        let now = 0
        let outcomes = ''
        let verdict = 'unknown'
        for (const [deed, later] of list) {
          now += later
          const before = { run: check.run, busy: inFlight(check), begun: check.begun }
          let counted = false
          if (deed === 'tick') tick(check, config, now)
          else if (deed === 'elapse') counted = elapse(check, config, check.run, now)
          else if (deed === 'late') answer(check, config, check.run - 1, true, now)
          else if (deed === 'break') breakOff(check, config, check.run, now)
          else if (deed === 'forget') {
            forget(check, config, now)
            outcomes = ''
            verdict = 'unknown'
          } else counted = answer(check, config, check.run, deed === 'pass', now)
          if (counted) {
            outcomes += deed === 'pass' && now - before.begun < config.timeout ? 'P' : 'F'
            if (outcomes.endsWith('P'.repeat(config.rise))) verdict = 'pass'
            if (outcomes.endsWith('F'.repeat(config.fall))) verdict = 'fail'
          }
          expect(check.verdict).toBe(verdict)
          expect(counted && !before.busy).toBe(false)
          if (check.run !== before.run) expect([before.busy, check.run]).toEqual([false, before.run + 1])
          const { passed, failed, timedOut, forgotten } = check
          expect(check.runs - passed - failed - timedOut - forgotten).toBe(inFlight(check) ? 1 : 0)
          expect(structuredClone(check)).toEqual(check)
        }
      }),
      { numRuns: 150, seed: 7 },
    )
  },
)
