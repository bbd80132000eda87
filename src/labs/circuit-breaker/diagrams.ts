import { countedFailures } from '../../engines/circuit-breaker/breaker.ts'
import { breakerMachine } from '../../engines/circuit-breaker/machine.ts'
import type { Diagram, Lit } from '../../lab/lab.ts'
import { outer } from '../../machine/machine.ts'
import { clock, number } from '../../units.ts'
import { machineLabels } from './labels.ts'
import type { BreakerParams, params } from './params.ts'
import { configOf } from './rules.ts'
import type { BreakerWorld } from './run/world.ts'

const machineLit = ({ breaker }: BreakerWorld): Lit => ({ current: [breaker.state], since: breaker.since })

const flowLit = (): Lit => ({ current: [] })

function threadsLit({ breaker, config, threads, totals }: BreakerWorld): Lit {
  return {
    current: threads.inside > 0 ? ['lock'] : [],
    notes: {
      state: breakerMachine.states[outer(breaker.state)]?.label ?? breaker.state,
      failures: number(countedFailures(breaker, config)),
      lastFailure: breaker.hasFailed ? clock(breaker.lastFailure) : '–',
      line: `${threads.line.size} waiting`,
      wiped: number(threads.lost),
      stampede: number(totals.extraProbes),
    },
  }
}

const byHand = ['forces', 'disables', 'resets'] as const

/** The steps by hand are drawn once one was taken; the rest where the rules in force can take them. */
function machineOmits(params: BreakerParams, taken: (part: string) => boolean): readonly string[] {
  const config = configOf(params)
  const gives = config.halfOpenLongest > 0
  return [
    ...(config.slow ? [] : ['opensSlow']),
    ...(config.lateResults === 'present' && config.waitFrom === 'lastFailure' ? [] : ['prolongs']),
    ...(gives && config.halfOpenThen === 'open' ? [] : ['givesUp']),
    ...(gives && config.halfOpenThen === 'closed' ? [] : ['presumes']),
    ...(byHand.some(taken) ? [] : byHand),
  ]
}

/** The three diagrams of the exercise. */
export const diagrams: readonly Diagram<typeof params, BreakerWorld>[] = [
  { key: 'machine', tab: 'State machine', lit: machineLit, labels: machineLabels, omits: machineOmits },
  { key: 'flow', tab: 'Request flow', lit: flowLit },
  { key: 'threads', tab: 'Threads', lit: threadsLit },
]
