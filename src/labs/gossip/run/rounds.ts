import { happening } from './event.ts'
import { stepLaw } from './law.ts'
import { type GossipMoment, type GossipWorld, newRound } from './world.ts'

/** Sets rounds and comparisons anew: the first comes one period from now, or at each node's own time within it. */
export function beginRounds(world: GossipWorld, moment: GossipMoment): void {
  const { params } = moment
  world.roundEra += 1
  moment.after(params.roundPeriod, happening('round', 0, 0, world.roundEra))
  if (params.clocks === 'together') return
  for (let node = 0; node < world.size; node += 1) beginTurns(world, moment, node)
}

/** A node with a clock of its own begins its rounds somewhere within the first period. */
export function beginTurns(world: GossipWorld, moment: GossipMoment, node: number): void {
  const first = moment.params.roundPeriod * moment.random.clocks.uniform()
  moment.after(first, happening('turn', node, 0, world.roundEra))
}

/** Sets the comparisons of anti-entropy anew. */
export function beginComparing(world: GossipWorld, moment: GossipMoment): void {
  world.compareEra += 1
  const { antiEntropy } = moment.params
  if (antiEntropy > 0) moment.after(antiEntropy, happening('compare', 0, 0, world.compareEra))
}

/** One more round begins for the group. */
export function countRound(world: GossipWorld, moment: GossipMoment): void {
  const { law, round, size, up } = world
  world.round = newRound(round.number + 1, moment.now)
  if (world.cut || up < 2) law.known = false
  const { duplication, loss } = moment.params
  const reached = (((1 - loss) * (up - 1)) / (size - 1)) * (1 + duplication)
  stepLaw(law, world.config, reached, up)
}
