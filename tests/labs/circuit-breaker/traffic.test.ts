import { describe, expect, test } from 'vitest'
import type { BreakerParams } from '../../../src/labs/circuit-breaker/params.ts'
import { type BreakerRun, begin, play, taken } from './run.ts'

/** One call at a time, nothing left to chance. */
const byHand: Partial<BreakerParams> = {
  arrivalRate: 0,
  serviceDistribution: 'constant',
  serviceTime: 60,
  connectionErrors: 0,
}
const even: Partial<BreakerParams> = { ...byHand, arrivals: 'even' }
const one = (at: number, fault = 0) => ({ at, do: 'call', with: { fault } })

/** When first attempts arrive. */
function arrivals(run: BreakerRun, until: number): number[] {
  const times: number[] = []
  run.observer = {
    handling(_number, now, _cause, event) {
      if (event?.type === 'arrive') times.push(now)
    },
  }
  run.advance({ time: until, event: Infinity })
  return times
}

describe('load', () => {
  test('a change of the arrival rate takes effect at once', () => {
    const run = play(10_000, { ...even, arrivalRate: 1 }, [{ at: 5500, set: { arrivalRate: 100 } }])
    expect(run.world.totals.calls).toBe(5 + 450)
  })

  test('at rate 0 only what is sent by hand arrives, and the load comes back with the rate', () => {
    const run = play(3000, byHand, [one(500), { at: 1000, set: { arrivalRate: 10, arrivals: 'even' } }])
    expect(run.world.totals.calls).toBe(1 + 20)
  })

  test('a burst sends its calls at one moment', () => {
    const run = play(1000, byHand, [{ at: 1000, do: 'burst', with: { calls: 30 } }])
    expect(run.world.totals.calls).toBe(30)
    expect(run.world.backend).toMatchObject({ busy: 10, line: { size: 20 } })
  })

  test('neither retries, nor faults, nor another breaker shift the arrivals', () => {
    const outage = [{ at: 3000, do: 'kill' }]
    const plain = arrivals(begin({}, outage), 20_000)
    expect(plain.length).toBeGreaterThan(150)
    expect(arrivals(begin({ retryShare: 1, fallback: false }, outage), 20_000)).toEqual(plain)
    expect(arrivals(begin({ serverErrors: 0.3, serviceDistribution: 'pareto' }, outage), 20_000)).toEqual(plain)
    expect(arrivals(begin({ profile: 'hystrix' }, outage), 20_000)).toEqual(plain)
  })

  test('retrying clients come back with growing waits, and stop after their last attempt', () => {
    const retrying = { retryShare: 1, retryAttempts: 2, retryBackoff: 100, retryJitter: 0 }
    const run = begin({ ...even, arrivalRate: 1, ...retrying, serverErrors: 1, failuresToOpen: 50 })
    const times: number[] = []
    run.observer = {
      handling(_number, now, _cause, event) {
        if (event?.type === 'retry') times.push(now)
      },
    }
    run.advance({ time: 1900, event: Infinity })
    expect(times).toEqual([1000 + 60 + 100, 1160 + 60 + 200])
    expect(run.world.totals).toMatchObject({ calls: 3, failed: 3, retries: 2 })
  })

  test('a client is not told to come again by a 4xx', () => {
    const run = play(5000, { ...even, arrivalRate: 1, retryShare: 1, clientErrors: 1 })
    expect(run.world.totals.retries).toBe(0)
  })
})

describe('the backend', () => {
  test('a call that finds a free worker takes its service time', () => {
    const run = play(1060, byHand, [one(1000)])
    expect(run.world.totals).toMatchObject({ calls: 1, answered: 1 })
    expect(play(1059.9, byHand, [one(1000)]).world.totals.answered).toBe(0)
  })

  test('calls that find no worker wait in line, and a full line answers at once', () => {
    const acts = [one(1000), one(1000), one(1000)]
    const run = play(1120, { ...byHand, workers: 1, queueRoom: 1 }, acts)
    expect(run.world.totals).toMatchObject({ answered: 2, failed: 1 })
    expect(run.world.history.flags[0]).toBe(1)
    expect(run.world.history.ended[0]).toBe(1002)
  })

  test('a slow backend takes longer, and the client gives up after its time-out', () => {
    const run = play(1250, { ...byHand, backend: 'slow', slowFactor: 10 }, [one(1000)])
    expect(run.world.totals).toMatchObject({ answered: 0, failed: 1, late: 0 })
    expect(run.world.backend.busy).toBe(1)
    run.advance({ time: 1600, event: Infinity })
    expect(run.world.totals).toMatchObject({ failed: 1, late: 1 })
    expect(run.world.backend.busy).toBe(0)
  })

  test('an answer at the very moment of the time-out still counts, also for a call that had to wait', () => {
    const set = { ...byHand, workers: 1, serviceTime: 100, callTimeout: 200 }
    const run = play(5000, set, [one(1000), one(1000)])
    expect(run.world.totals).toMatchObject({ answered: 2, failed: 0 })
  })

  test('when it goes down, what it held is lost and every client waits for its own time-out', () => {
    const acts = [one(1000), one(1030), { at: 1050, do: 'kill' }, { at: 1060, set: { backend: 'up' } }]
    const run = play(1249, { ...byHand, workers: 1 }, acts)
    expect(run.world.totals).toMatchObject({ answered: 0, failed: 0 })
    expect(run.world.backend).toMatchObject({ busy: 0, line: { size: 0 } })
    run.advance({ time: 1280, event: Infinity })
    expect(run.world.totals).toMatchObject({ answered: 0, failed: 2, wasted: 2 })
  })

  test('a backend that is down and refuses fails calls within milliseconds', () => {
    const run = play(1010, { ...byHand, backend: 'down', downKind: 'refusing' }, [one(1000)])
    expect(run.world.totals.failed).toBe(1)
  })

  test('more workers take what waits at once', () => {
    const acts = [one(1000), one(1000), one(1000), { at: 1010, set: { workers: 3 } }]
    const run = play(1011, { ...byHand, workers: 1 }, acts)
    expect(run.world.backend).toMatchObject({ busy: 3, line: { size: 0 } })
  })

  test('a lost answer occupies its worker and ends by time-out', () => {
    const run = play(1061, byHand, [one(1000, 2)])
    expect(run.world.backend.busy).toBe(0)
    expect(run.world.totals.failed).toBe(0)
    run.advance({ time: 1250, event: Infinity })
    expect(run.world.totals.failed).toBe(1)
    expect(taken(run, 'flow.fails')).toBe(1)
  })
})
