import { describe, expect, test } from 'vitest'
import { backOffDefaults, createBackOff, restarted, waitAfter } from '../../../src/engines/health/back-off.ts'
import { createContainer, startDue } from '../../../src/engines/health/container.ts'
import { exitContainer, startContainer } from '../../../src/engines/health/kubelet.ts'
import { probesOf } from './kubelet-play.ts'

describe('the back-off', () => {
  /** Waits of a container that runs for `ran` each time. */
  const waits = (ran: number, count: number): readonly number[] => {
    const backOff = createBackOff(0)
    let now = 0
    return Array.from({ length: count }, () => {
      const exited = now + ran
      const wait = waitAfter(backOff, backOffDefaults, exited)
      now = exited + wait
      restarted(backOff, backOffDefaults, exited, now)
      return wait / 1000
    })
  }

  test('is nothing, then 10 s, doubling up to 300 s', () => {
    expect(waits(1000, 9)).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300])
  })

  test('is forgotten by a process that ran for more than 10 minutes, not by one that ran for exactly so long', () => {
    expect(waits(600_000, 3)).toEqual([0, 10, 20])
    expect(waits(600_001, 3)).toEqual([0, 0, 0])
  })

  test('is over at the very instant', () => {
    const config = probesOf({})
    const container = createContainer(0, config, 0)
    const crash = (now: number) => {
      startContainer(container, config, now)
      exitContainer(container, config, now + 100)
    }
    crash(0)
    crash(100)
    expect(startDue(container, config)).toBe(10_200)
    expect(startContainer(container, config, 10_199)).toBe(false)
    expect(startContainer(container, config, 10_200)).toBe(true)
  })
})
