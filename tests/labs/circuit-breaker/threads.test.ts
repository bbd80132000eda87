import { describe, expect, test } from 'vitest'
import { lamps, play, taken } from './run.ts'

const outage = [
  { at: 3000, do: 'kill' },
  { at: 8000, set: { backend: 'up' } },
]
const crowded = { arrivalRate: 200, threads: 8, workers: 60, openWait: 2000 } as const

describe('threads at the breaker', () => {
  test('with the lock no update is lost and no permit is taken twice, even when the section takes time', () => {
    const run = play(11_000, { ...crowded, sectionTime: 1 }, outage)
    expect(run.world.threads.lost).toBe(0)
    expect(run.world.totals.extraProbes).toBe(0)
    expect(run.world.totals.closes).toBeGreaterThan(0)
    expect(taken(run, 'threads.waits')).toBeGreaterThan(100)
    expect(taken(run, 'threads.wakes')).toBeGreaterThan(100)
    expect(Object.values(lamps(run))).toEqual([true, true, true, true])
  })

  test('without it updates are lost, several probes fly on one permit, and the lamps do not pretend to know', () => {
    const run = play(11_000, { ...crowded, sectionTime: 8, lock: false }, outage)
    expect(run.world.threads.lost).toBeGreaterThan(100)
    expect(run.world.totals.extraProbes).toBeGreaterThan(0)
    expect(taken(run, 'threads.loses')).toBe(run.world.threads.lost)
    expect(taken(run, 'threads.doubles')).toBe(run.world.totals.extraProbes)
    expect(run.world.breaker.total).toBeLessThan(run.world.account.asked)
    expect(Object.values(lamps(run))).toEqual([undefined, undefined, undefined, undefined])
  })

  test('a section that takes no time needs no lock: nothing can come between', () => {
    const locked = play(11_000, crowded, outage)
    const open = play(11_000, { ...crowded, lock: false }, outage)
    expect(open.world.threads.lost).toBe(0)
    expect(open.world.breaker).toEqual(locked.world.breaker)
  })

  test('a lock switched on again is not believed for what happened before', () => {
    const acts = [...outage, { at: 9000, set: { lock: true } }]
    const run = play(11_000, { ...crowded, sectionTime: 8, lock: false }, acts)
    expect(lamps(run)['counters']).toBeUndefined()
  })
})
