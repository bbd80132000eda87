import { another, type Chance } from '../chance.ts'

/** Has not heard the rumor. */
export const IGNORANT = 0
/** Knows it and spreads it. */
export const INFECTIVE = 1
/** Knows it and spreads it no more. */
export const REMOVED = 2

const NEVER = -1
const USELESS = 1
const USEFUL = 2

/** How a rumor is spread and when a node loses interest (Demers et al., Epidemic Algorithms, 1987, section 1.4). */
export interface RumorConfig {
  /** Push: those who know tell. Pull: everybody asks. Both: everybody calls, and both ends tell. */
  readonly way: 'push' | 'pull' | 'pushPull'
  /** Partners that a caller draws in one cycle, with replacement; 1 or more. */
  readonly fanout: number
  /** Feedback: telling those who knew costs interest. Blind: every telling does. */
  readonly response: 'feedback' | 'blind'
  /** Coin: interest ends with probability 1 ÷ k. Counter: it ends when the count reaches k. Kept: it never ends. */
  readonly interest: 'coin' | 'counter' | 'kept'
  readonly k: number
  /**
   * Against what a telling in a synchronous cycle is judged: the state at the start of the cycle, so that two who tell
   * the same ignorant node are both useful (Table 1), or the state at that instant (the law of the residue).
   */
  readonly judged: 'cycleStart' | 'instant'
  /** Whether a useful telling sets the count back to 0. */
  readonly counts: 'consecutive' | 'cumulative'
  /** Whether each telling moves the count, or all of one cycle move it once: back if any was useful (Table 3). */
  readonly moves: 'eachTime' | 'oncePerCycle'
}

/** One rumor among nodes numbered from 0, as plain data. */
export interface Rumor {
  readonly nodes: number
  /** By node: ignorant, infective or removed. */
  readonly state: Uint8Array
  /** By node: the cycle or time at which it first heard; −1 if it has not. */
  readonly heard: Float64Array
  /** By node: useless tellings counted, with a counter. */
  readonly count: Uint16Array
  /** By node: kinds of tellings since the count last moved, when it moves once per cycle. */
  readonly told: Uint8Array
  /** The states at the start of the cycle at hand. */
  readonly before: Uint8Array
  cycles: number
  /** Nodes that know it: infective or removed. */
  informed: number
  infective: number
  /** Tellings: pushes and answers to pulls, useful or not. Asking is free. */
  tellings: number
}

/** Nobody knows the rumor yet. */
export const createRumor = (nodes: number): Rumor => ({
  nodes,
  state: new Uint8Array(nodes),
  heard: new Float64Array(nodes).fill(NEVER),
  count: new Uint16Array(nodes),
  told: new Uint8Array(nodes),
  before: new Uint8Array(nodes),
  cycles: 0,
  informed: 0,
  infective: 0,
  tellings: 0,
})

/** Whether `node` tells others who meet it. */
export const tells = (rumor: Rumor, node: number): boolean => rumor.state[node] === INFECTIVE

/** Whether `node` calls a partner in its cycle: to push what it knows, or to ask. */
export const calls = (rumor: Rumor, config: RumorConfig, node: number): boolean =>
  config.way !== 'push' || tells(rumor, node)

/** `node` is told at `at`, a cycle or a time; true if that was news to it. The teller is told with `answered`. */
export function hears(rumor: Rumor, node: number, at: number): boolean {
  if (rumor.state[node] !== IGNORANT) return false
  rumor.state[node] = INFECTIVE
  rumor.heard[node] = at
  rumor.informed += 1
  rumor.infective += 1
  return true
}

/**
 * A telling by `node` is over and was useful or not; blind tellers need not know which. It may end the interest of the
 * node, at once or, if the count moves once per cycle, when `settles` is called.
 */
export function answered(rumor: Rumor, config: RumorConfig, node: number, useful: boolean, chance: Chance): void {
  rumor.tellings += 1
  if (config.moves === 'oncePerCycle') {
    rumor.told[node] = (rumor.told[node] as number) | (useful ? USEFUL : USELESS)
    return
  }
  moves(rumor, config, node, useful, chance)
}

/** The cycle of `node` ends: all its tellings since the last one move its count once. */
export function settles(rumor: Rumor, config: RumorConfig, node: number, chance: Chance): void {
  const told = rumor.told[node] as number
  if (told === 0) return
  rumor.told[node] = 0
  moves(rumor, config, node, (told & USEFUL) !== 0, chance)
}

/** `node` lost what it knew: it crashed, or it is new. */
export function forgets(rumor: Rumor, node: number): void {
  if (rumor.state[node] !== IGNORANT) rumor.informed -= 1
  if (tells(rumor, node)) rumor.infective -= 1
  rumor.state[node] = IGNORANT
  rumor.heard[node] = NEVER
  rumor.count[node] = 0
  rumor.told[node] = 0
}

/** One synchronous cycle: every caller meets its partners; who hears in it tells from the next cycle on. */
export function cycle(rumor: Rumor, config: RumorConfig, chance: Chance): void {
  const { before, nodes } = rumor
  rumor.cycles += 1
  before.set(rumor.state)
  for (let node = 0; node < nodes; node += 1) {
    if (config.way === 'push' && before[node] !== INFECTIVE) continue
    for (let call = 0; call < config.fanout; call += 1) {
      const partner = another(nodes, node, chance)
      if (config.way !== 'pull') meets(rumor, config, node, partner, chance)
      if (config.way !== 'push') meets(rumor, config, partner, node, chance)
    }
  }
  if (config.moves === 'eachTime') return
  for (let node = 0; node < nodes; node += 1) settles(rumor, config, node, chance)
}

/** `from` tells `to` if it spread the rumor when the cycle began and, judged at the instant, still does. */
function meets(rumor: Rumor, config: RumorConfig, from: number, to: number, chance: Chance): void {
  if (rumor.before[from] !== INFECTIVE) return
  const atStart = config.judged === 'cycleStart'
  if (!atStart && !tells(rumor, from)) return
  const news = hears(rumor, to, rumor.cycles)
  answered(rumor, config, from, atStart ? rumor.before[to] === IGNORANT : news, chance)
}

function moves(rumor: Rumor, config: RumorConfig, node: number, useful: boolean, chance: Chance): void {
  if (config.interest === 'kept' || !tells(rumor, node)) return
  if (useful && config.response === 'feedback') {
    if (config.counts === 'consecutive') rumor.count[node] = 0
    return
  }
  const count = (rumor.count[node] as number) + 1
  rumor.count[node] = count
  const ends = config.interest === 'coin' ? chance.chance(1 / config.k) : count >= config.k
  if (!ends) return
  rumor.state[node] = REMOVED
  rumor.infective -= 1
}
