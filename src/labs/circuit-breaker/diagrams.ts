import { countedFailures } from '../../engines/circuit-breaker/breaker.ts'
import { breakerMachine } from '../../engines/circuit-breaker/machine.ts'
import type { Diagram, Lit } from '../../lab/lab.ts'
import { outer } from '../../machine/machine.ts'
import { clock, number } from '../../units.ts'
import { machineLabels } from './labels.ts'
import { flowOmits, machineOmits, threadsOmit } from './omissions.ts'
import type { params } from './params.ts'
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

/** The three diagrams of the exercise. */
export const diagrams: readonly Diagram<typeof params, BreakerWorld>[] = [
  { key: 'machine', tab: 'State machine', lit: machineLit, labels: machineLabels, omits: machineOmits },
  { key: 'flow', tab: 'Request flow', lit: flowLit, omits: flowOmits },
  { key: 'threads', tab: 'Threads', lit: threadsLit, omits: threadsOmit },
]
