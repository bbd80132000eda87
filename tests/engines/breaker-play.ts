import fc from 'fast-check'
import type { Choices, TunableNumbers } from '../../src/engines/circuit-breaker/profile.ts'
import type { Driver, Ticket } from './breaker-driver.ts'
import { someNumbers } from './breaker-numbers.ts'

/** What may happen to a breaker and its calls. */
export type Act =
  | { readonly do: 'start' }
  | { readonly do: 'end'; readonly pick: number; readonly outcome: 'success' | 'failure' | 'ignored' }
  | { readonly do: 'wait'; readonly time: number }
  | { readonly do: 'read' | 'reset' | 'forceOpen' | 'disable' }

/** Something happens, over and over. */
export const acts = fc.array(
  fc.oneof(
    { weight: 40, arbitrary: fc.constant<Act>({ do: 'start' }) },
    {
      weight: 40,
      arbitrary: fc.record({
        do: fc.constant('end' as const),
        pick: fc.nat(20),
        outcome: fc.constantFrom('success' as const, 'failure' as const, 'failure' as const, 'ignored' as const),
      }),
    },
    { weight: 20, arbitrary: fc.record({ do: fc.constant('wait' as const), time: fc.nat(400) }) },
    { weight: 5, arbitrary: fc.constantFrom<Act>({ do: 'read' }, { do: 'reset' }) },
    { weight: 1, arbitrary: fc.constantFrom<Act>({ do: 'forceOpen' }, { do: 'disable' }) },
  ),
  { minLength: 30, maxLength: 120 },
)

export const choices: fc.Arbitrary<Choices> = fc.record({
  trip: fc.constantFrom('total' as const, 'consecutive' as const, 'count' as const, 'rate' as const),
  window: fc.constantFrom('calls' as const, 'time' as const),
  slow: fc.boolean(),
  recovery: fc.constantFrom('onAdmit' as const, 'timer' as const),
  halfOpenThen: fc.constantFrom('open' as const, 'closed' as const),
})

/** Small numbers, so that every rule decides often. */
export const numbers: fc.Arbitrary<TunableNumbers> = fc
  .record({
    failuresToOpen: fc.integer({ min: 1, max: 4 }),
    failureRateToOpen: fc.constantFrom(0.25, 0.5, 1),
    slowAfter: fc.constantFrom(50, 300),
    windowCalls: fc.integer({ min: 1, max: 6 }),
    windowBuckets: fc.integer({ min: 1, max: 4 }),
    windowTime: fc.constantFrom(300, 1000, 3000),
    minimumCalls: fc.integer({ min: 1, max: 5 }),
    openWait: fc.constantFrom(0, 100, 500),
    probes: fc.integer({ min: 0, max: 3 }),
    probesToClose: fc.integer({ min: 1, max: 3 }),
    halfOpenLongest: fc.constantFrom(0, 400),
  })
  .map((some) => ({ ...someNumbers, ...some }))

/** What a test keeps of a run beside the breaker. */
interface Told {
  readonly admitted: number
  readonly refused: number
  readonly ended: number
}

/** Plays acts at random through a driver, and shows it after every verb. */
export function play(
  driver: Driver,
  script: readonly Act[],
  after: (act: Act, now: number, ticket?: Ticket) => void,
): Told {
  const flying: Ticket[] = []
  const told = { admitted: 0, refused: 0, ended: 0 }
  let now = 0
  for (const act of script) {
    let ticket: Ticket | undefined
    if (act.do === 'wait') {
      now += act.time
      driver.elapse(now)
    } else if (act.do === 'start') {
      if (driver.admit(now) === 'refused') told.refused += 1
      else {
        told.admitted += 1
        flying.push({ era: driver.breaker.era, at: now })
      }
    } else if (act.do === 'end') {
      ticket = flying.splice(act.pick % Math.max(1, flying.length), 1)[0]
      if (!ticket) continue
      told.ended += 1
      driver.end(ticket, act.outcome, now)
    } else if (act.do === 'read') driver.read(now)
    else driver[act.do](now)
    after(act, now, ticket)
  }
  return told
}
