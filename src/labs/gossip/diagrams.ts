import type { Diagram, Lit } from '../../lab/lab.ts'
import type { GossipParams, params } from './params.ts'
import type { GossipWorld } from './run/world.ts'

function rumorLit({ rumor, size, up }: GossipWorld): Lit {
  const { informed, infective } = rumor
  return {
    current: [],
    population: { ignorant: up - informed, telling: infective, silent: informed - infective, down: size - up },
  }
}

function membersLit({ size, watch }: GossipWorld): Lit {
  const [alive = 0, suspect = 0, dead = 0, left = 0] = watch.seen
  const unknown = size - alive - suspect - dead - left
  return {
    current: [],
    population: { alive, suspect, dead, left, ...(unknown > 0 ? { unknown } : {}) },
    notes: { alive: `as n${watch.observer} sees it` },
  }
}

/** Falls and returns, which users make, are drawn once they have happened. */
const rumorOmits = ({ interest }: GossipParams): readonly string[] => [
  ...(interest === 'kept' ? ['tires'] : []),
  'falls',
  'returns',
]

/** What a fixed suspicion or none rules out; what members seldom do is drawn once it has happened. */
const membersOmits = ({ suspicion, suspicionStretch, watch }: GossipParams): readonly string[] => [
  ...(suspicion || watch === 'heartbeat' ? [] : ['suspects', 'refutes', 'confirms']),
  ...(suspicion && suspicionStretch > 1 && watch === 'swim' ? [] : ['accuses']),
  'leaves',
  'rejoins',
  'renews',
  'joins',
  'forgets',
]

/** The two machines, each as a population: nodes and the rumor, members as one of them sees them. */
export const diagrams: readonly Diagram<typeof params, GossipWorld>[] = [
  { key: 'members', tab: 'Member states', lit: membersLit, omits: membersOmits },
  { key: 'rumor', tab: 'Rumor states', lit: rumorLit, omits: rumorOmits },
]
