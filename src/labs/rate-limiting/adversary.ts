import { decide } from '../../engines/rate-limit/algorithm.ts'
import { blankDecision } from '../../engines/rate-limit/decision.ts'
import { algorithmOf, type LimiterConfig } from '../../engines/rate-limit/limiter.ts'

/** How often the adversary asks in one window. */
const ASKS = 1024
const WINDOWS = 4

/**
 * The most requests that an adversary gets through in any half-open span of one window, (t − window, t]: silent first,
 * then `burst` at once at the end of a window of the clock, then greedy at every moment.
 */
export function mostInWindow(config: LimiterConfig, burst: number, window: number): number {
  const algorithm = algorithmOf(config)
  const state = algorithm.create(config, 0)
  const decision = blankDecision()
  const passed: number[] = []
  const asks = (now: number) => {
    decide(algorithm, config, state, now, 1, decision)
    if (decision.allowed) passed.push(now)
    return decision.allowed
  }
  for (let i = 0; i < burst; i += 1) asks(window - window / ASKS)
  for (let tick = ASKS; tick <= WINDOWS * ASKS; tick += 1) {
    while (asks((tick * window) / ASKS));
  }
  return mostInSpan(passed, window)
}

function mostInSpan(times: readonly number[], span: number): number {
  let most = 0
  let first = 0
  times.forEach((time, last) => {
    while (time - (times[first] ?? 0) >= span) first += 1
    if (last - first + 1 > most) most = last - first + 1
  })
  return most
}
