import type { RumorConfig } from '../../../engines/gossip/rumor.ts'
import { exp, power } from '../../../sim/exact.ts'

/** The largest k of a counter. */
const MOST_LEVELS = 12

/**
 * What a rumor does in a group so large that chance evens out: shares of the nodes, round by round (Demers et al. 1987;
 * the recurrence of the push epidemic with loss).
 */
export interface Law {
  /** Whether the recurrence holds with the settings at hand. */
  known: boolean
  ignorant: number
  /** By useless tellings counted: share of nodes that spread it. Without a counter, all are in the first. */
  readonly telling: Float64Array
  /** Share of nodes that knew before the round at hand. */
  before: number
}

/** No rumor yet. */
export const law = (): Law => ({ known: false, ignorant: 1, telling: new Float64Array(MOST_LEVELS), before: 0 })

/** A rumor begins at one of so many nodes. */
export function beginLaw(of: Law, nodes: number): void {
  of.known = true
  of.ignorant = 1 - 1 / nodes
  of.telling.fill(0)
  of.telling[0] = 1 / nodes
  of.before = 1 / nodes
}

/** Share of the nodes that spread the rumor. */
function spreading({ telling }: Law): number {
  let sum = 0
  for (let level = 0; level < MOST_LEVELS; level += 1) sum += telling[level] as number
  return sum
}

/**
 * One round. `reached` is the share of messages that arrive at a node that is up, `nodes` the size of the group. Pull
 * and push-pull are known only while nobody loses interest.
 */
export function stepLaw(of: Law, config: RumorConfig, reached: number, nodes: number): void {
  if (!of.known) return
  of.before = 1 - of.ignorant
  const { fanout, interest, way } = config
  if (way !== 'push' && interest !== 'kept') {
    of.known = false
    return
  }
  const telling = spreading(of)
  const others = nodes / (nodes - 1)
  const pushed = way === 'pull' ? 1 : exp(-fanout * reached * telling * others)
  const asked = way === 'push' ? 1 : power(1 - reached * reached * Math.min(1, telling * others), fanout)
  const ignorant = of.ignorant * pushed * asked
  const news = of.ignorant - ignorant
  of.ignorant = ignorant
  const arriving = fanout * reached * telling
  if (interest !== 'kept') tire(of, config, reached, arriving > 0 ? Math.min(1, news / arriving) : 1)
  of.telling[0] = (of.telling[0] as number) + news
}

/**
 * Those who spread it lose interest by `fanout` tellings each, of which the share `useful` was news to its
 * receiver.
 */
function tire(of: Law, config: RumorConfig, reached: number, useful: number): void {
  const { telling } = of
  const heardOf = config.response === 'blind' ? 1 : reached * reached
  const vain = config.response === 'blind' ? 1 : heardOf * (1 - useful)
  const good = config.response === 'blind' ? 0 : heardOf * useful
  for (let time = 0; time < config.fanout; time += 1) {
    if (config.interest === 'coin') telling[0] = (telling[0] as number) * (1 - vain / config.k)
    else count(telling, config, vain, good)
  }
}

/** One telling of everybody moves the counters: up by those in vain, back to none by the others if only rows count. */
function count(telling: Float64Array, { counts, k }: RumorConfig, vain: number, good: number): void {
  const reset = counts === 'consecutive' ? good : 0
  let back = 0
  for (let level = k - 1; level >= 0; level -= 1) {
    const share = telling[level] as number
    if (level + 1 < k) telling[level + 1] = (telling[level + 1] as number) + share * vain
    back += share * reset
    telling[level] = share * (1 - vain - reset)
  }
  telling[0] = (telling[0] as number) + back
}
