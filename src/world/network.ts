import type { Random } from '../sim/random.ts'
import type { Millis } from '../units.ts'

/** How messages travel between any two nodes. */
export interface NetworkConfig {
  readonly latencyDistribution: 'constant' | 'exponential' | 'lognormal'
  /** The mean of all distributions. */
  readonly latency: Millis
  /** Deviation ÷ mean of the log-normal, above 0; the exponential has 1. */
  readonly latencyVariation: number
  /** A further delay, uniform between 0 and this: with a constant latency, what lets messages overtake each other. */
  readonly jitter: Millis
  /** Share of messages lost, each on its own. */
  readonly loss: number
  /** Share of messages that arrive twice, each copy after a delay of its own. */
  readonly duplication: number
}

/** Where nodes stand and what is broken between them, as plain data. */
export interface Network {
  readonly nodes: number
  readonly sides: number
  /** By node: its side of a partition, from 0. */
  readonly side: Uint8Array
  /** By pair of sides, `from · sides + to`: 1 where nothing gets through. */
  readonly blocked: Uint8Array
  /** By node: mean of the exponential time for which what reaches it waits to be looked at; 0 for none. */
  readonly slowness: Float64Array
  /** Delays of the copies that `send` let through last. */
  readonly delays: Float64Array
  /** Messages sent, lost on the way by chance, stopped by a partition, and arriving twice. */
  sent: number
  lost: number
  stopped: number
  doubled: number
}

/** Everybody on side 0, nothing broken. */
export const createNetwork = (nodes: number, sides = 2): Network => ({
  nodes,
  sides,
  side: new Uint8Array(nodes),
  blocked: new Uint8Array(sides * sides),
  slowness: new Float64Array(nodes),
  delays: new Float64Array(2),
  sent: 0,
  lost: 0,
  stopped: 0,
  doubled: 0,
})

/** Stops, or lets through again, whatever one side sends to another; one way only. */
export function block(network: Network, from: number, to: number, stopped = true): void {
  network.blocked[from * network.sides + to] = stopped ? 1 : 0
}

/** Stops everything between different sides, both ways; nodes of one side still reach each other. */
export function split(network: Network): void {
  const { sides } = network
  for (let from = 0; from < sides; from += 1)
    for (let to = 0; to < sides; to += 1) block(network, from, to, from !== to)
}

/** Everybody reaches everybody again; the sides stay as they are. */
export function heal(network: Network): void {
  network.blocked.fill(0)
}

/** Whether the partition lets `from` reach `to`; loss is another matter. */
export const reaches = (network: Network, from: number, to: number): boolean =>
  network.blocked[(network.side[from] as number) * network.sides + (network.side[to] as number)] === 0

/**
 * Decides the fate of one message: how many copies of it arrive, 0 to 2, and after which delays (`network.delays`). A
 * message that is lost or stopped draws as much as one that arrives once, so that moving the loss or healing a
 * partition
 * does not shift what is drawn later; a second copy draws a delay of its own.
 */
export function send(network: Network, config: NetworkConfig, from: number, to: number, random: Random): number {
  network.sent += 1
  const lost = random.uniform() < config.loss
  const twice = random.uniform() < config.duplication
  network.delays[0] = delay(network, config, to, random)
  if (!reaches(network, from, to)) {
    network.stopped += 1
    return 0
  }
  if (lost) {
    network.lost += 1
    return 0
  }
  if (!twice) return 1
  network.doubled += 1
  network.delays[1] = delay(network, config, to, random)
  return 2
}

/** Draws how long one message to `to` travels and waits there; a constant without jitter draws nothing. */
export function delay(network: Network, config: NetworkConfig, to: number, random: Random): Millis {
  const slowness = network.slowness[to] as number
  let drawn = config.latency
  if (config.latencyDistribution === 'exponential') drawn = random.exponential(config.latency)
  else if (config.latencyDistribution === 'lognormal') drawn = random.lognormal(config.latency, config.latencyVariation)
  if (config.jitter > 0) drawn += config.jitter * random.uniform()
  return slowness > 0 ? drawn + random.exponential(slowness) : drawn
}
