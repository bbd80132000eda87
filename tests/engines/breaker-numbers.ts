import type { TunableNumbers } from '../../src/engines/circuit-breaker/profile.ts'

/** Numbers for tests that care about a few of them only. */
export const someNumbers: TunableNumbers = {
  failuresToOpen: 3,
  failureRateToOpen: 0.5,
  slowRateToOpen: 0.5,
  slowAfter: 1000,
  windowCalls: 8,
  windowTime: 10_000,
  windowBuckets: 10,
  minimumCalls: 4,
  openWait: 5000,
  openWaitGrowth: 1,
  openWaitLongest: 60_000,
  openWaitJitter: 0,
  probes: 2,
  probesToClose: 2,
  halfOpenLongest: 0,
}
