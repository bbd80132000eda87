import { type Check, stale } from '../../engines/health/check.ts'
import type { Diagram, Lit } from '../../lab/lab.ts'
import { outer } from '../../machine/machine.ts'
import { duration, number } from '../../units.ts'
import { checkNames, hostName } from './fleet.ts'
import { checkLabels, flowLabels } from './labels.ts'
import { checkOmits, containerOmits, flowOmits } from './omissions.ts'
import type { HealthParams, params } from './params.ts'
import { followed } from './run/checking.ts'
import type { HealthWorld, Replica } from './run/world.ts'

/** How many of the fleet's checks pass, beside each of them; how many replicas get traffic, beside the rotation. */
function flowLit({ replicas, rotations, rules, totals }: HealthWorld, _: HealthParams, now: number): Lit {
  const notes: Record<string, string> = {}
  checkNames.forEach((name, source) => {
    let passing = 0
    for (const { checks } of replicas) {
      const check = checks[source] as Check
      const config = rules.checks[source]
      if (check.verdict === 'pass' && !(config && stale(check, config, now))) passing += 1
    }
    notes[name] = `${passing} of ${replicas.length} pass`
  })
  let receiving = 0
  let panic = false
  for (const rotation of rotations) {
    receiving += rotation.available
    if (rotation.panic) panic = true
  }
  notes['joins'] = `${receiving} of ${replicas.length}`
  notes['restarts'] = `${number(totals.restarts)} so far`
  return { current: panic ? ['panic'] : [], notes }
}

function checkLit(world: HealthWorld, given: HealthParams): Lit {
  const { replicas } = world
  const source = (checkNames as readonly string[]).indexOf(given.follow)
  if (source >= 0) {
    const host = followed(given, replicas.length)
    const check = (replicas[host] as Replica).checks[source] as Check
    const text = `${hostName(host)}, last run ${duration(Math.round(check.took))}`
    return { current: [check.state], notes: { [outer(check.state)]: text } }
  }
  const population: Record<string, number> = { waiting: 0, running: 0, success: 0, failed: 0, timeout: 0 }
  for (const { checks } of replicas) {
    for (const { state } of checks) population[outer(state)] = (population[outer(state)] ?? 0) + 1
  }
  return { current: [], population }
}

function containerLit({ replicas }: HealthWorld, given: HealthParams): Lit {
  if (given.follow !== 'all') {
    const { container } = replicas[followed(given, replicas.length)] as Replica
    return { current: [container.state], notes: { [container.state]: hostName(container.id) } }
  }
  const population: Record<string, number> = { waiting: 0, starting: 0, unready: 0, ready: 0, stopping: 0 }
  for (const { container } of replicas) population[container.state] = (population[container.state] ?? 0) + 1
  return { current: [], population }
}

/** The two diagrams of the exercise, and the container that its probes restart. */
export const diagrams: readonly Diagram<typeof params, HealthWorld>[] = [
  { key: 'flow', tab: 'Aggregation', lit: flowLit, labels: flowLabels, omits: flowOmits },
  { key: 'check', tab: 'Check', lit: checkLit, labels: checkLabels, omits: checkOmits },
  { key: 'container', tab: 'Container', lit: containerLit, omits: containerOmits },
]
