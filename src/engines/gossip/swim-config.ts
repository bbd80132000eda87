import type { Millis } from '../../units.ts'
import type { Maths } from '../maths.ts'

/** How a group watches its members and tells of them (Das, Gupta, Motivala 2002; memberlist; Lifeguard 2017). */
export interface SwimConfig {
  /** Between the starts of two probes of one node, while it finds itself healthy. */
  readonly probeInterval: Millis
  /** Wait for the direct answer before others are asked; at most `probeInterval`. */
  readonly probeTimeout: Millis
  /** Others asked to probe in one's place; at most 16. */
  readonly indirectProbes: number
  /** Whether the target is then probed over a connection too, which loses nothing by chance (memberlist's TCP ping). */
  readonly streamProbe: boolean
  /** Through a shuffled list, anew after each pass, or any member each time (the analysis of the paper). */
  readonly probeOrder: 'roundRobin' | 'random'
  /** Whether a failed probe is a suspicion first; otherwise it declares dead at once. */
  readonly suspicion: boolean
  /** Shortest suspicion ÷ (log10 of the members · probe interval); log10 counts as 1 below ten members. */
  readonly suspicionMultiplier: number
  /** Longest suspicion ÷ shortest, 1 or more; it shrinks to the shortest as distinct members accuse (Lifeguard). */
  readonly suspicionStretch: number
  /** Whether a node that finds itself slow waits longer before it accuses others (Lifeguard). */
  readonly localHealth: boolean
  /** Whether a probe tells a suspected member of the suspicion, so that it can refute in time (Lifeguard). */
  readonly buddy: boolean
  /** News that one message carries; at most 15. */
  readonly piggyback: number
  /** Each news is sent so often times the number of digits of the member count, by each node. */
  readonly retransmitMultiplier: number
  /** Between messages sent for the sake of news alone; 0: news travels on probes and answers only. */
  readonly gossipInterval: Millis
  /** Members told each time; at most 16. */
  readonly gossipFanout: number
  /** How long members believed dead are still told, so that they can refute. */
  readonly gossipToDead: Millis
  /**
   * A member dead or gone for longer is forgotten, when a round of probes ends (memberlist); then any "alive" is news
   * of it again, and word of its death is none. 0: never.
   */
  readonly forgetAfter: Millis
  /** Between full exchanges with a random member, longer from 33 members on; 0: none. */
  readonly exchangeInterval: Millis
  /**
   * Whether full exchanges are tried with members believed dead too (Serf), which joins the sides of a partition
   * again.
   */
  readonly reconnects: boolean
  /** What "dead" is worth in a full exchange: itself, or a suspicion (memberlist). */
  readonly remoteDead: 'dead' | 'suspect'
}

/** Parameter sets of systems that people run, and of the paper. */
export const swimProfiles = {
  lan: profile(1000, 500, 4, 200, 3),
  wan: { ...profile(5000, 3000, 6, 500, 4), gossipToDead: 60_000, forgetAfter: 60_000, exchangeInterval: 60_000 },
  local: {
    ...profile(1000, 200, 3, 100, 3),
    indirectProbes: 1,
    retransmitMultiplier: 2,
    gossipToDead: 15_000,
    forgetAfter: 15_000,
    exchangeInterval: 15_000,
  },
  paper: {
    ...profile(2000, 500, 3, 0, 3),
    indirectProbes: 1,
    streamProbe: false,
    suspicionStretch: 1,
    localHealth: false,
    buddy: false,
    gossipToDead: 0,
    forgetAfter: 0,
    exchangeInterval: 0,
    remoteDead: 'dead',
  },
} as const satisfies Readonly<Record<string, SwimConfig>>

function profile(
  probeInterval: Millis,
  probeTimeout: Millis,
  suspicionMultiplier: number,
  gossipInterval: Millis,
  gossipFanout: number,
): SwimConfig {
  return {
    probeInterval,
    probeTimeout,
    indirectProbes: 3,
    streamProbe: true,
    probeOrder: 'roundRobin',
    suspicion: true,
    suspicionMultiplier,
    suspicionStretch: 6,
    localHealth: true,
    buddy: true,
    piggyback: 8,
    retransmitMultiplier: 4,
    gossipInterval,
    gossipFanout,
    gossipToDead: 30_000,
    forgetAfter: 30_000,
    exchangeInterval: 30_000,
    reconnects: false,
    remoteDead: 'suspect',
  }
}

/** How often each node sends one news: multiplier · ⌈log10(members + 1)⌉, 0 for an empty group. */
export function retransmitLimit(multiplier: number, members: number): number {
  let digits = 0
  for (let reach = 1; reach < members + 1; reach *= 10) digits += 1
  return multiplier * digits
}

/** The interval of full exchanges, once more for each doubling above 32 members (memberlist). */
export function exchangePause(interval: Millis, members: number): Millis {
  let times = 1
  for (let size = 32; size < members; size *= 2) times += 1
  return interval * times
}

/** The shortest suspicion: multiplier · max(1, log10 members) · interval. */
export const shortestSuspicion = (multiplier: number, members: number, interval: Millis, maths: Maths): Millis =>
  multiplier * Math.max(1, maths.log(Math.max(1, members)) / maths.log(10)) * interval

/**
 * How long a suspicion lasts after so many confirmations by others than the first accuser, of `needed` that make it
 * shortest: max(shortest, longest − (longest − shortest) · ln(confirmations + 1) ÷ ln(needed + 1)). Shortest at once if
 * none is needed.
 */
export function suspicionTimeout(
  shortest: Millis,
  longest: Millis,
  needed: number,
  confirmations: number,
  maths: Maths,
): Millis {
  if (needed < 1) return shortest
  const share = maths.log(confirmations + 1) / maths.log(needed + 1)
  return Math.max(shortest, longest - (longest - shortest) * share)
}

/**
 * Confirmations that make a suspicion shortest: multiplier − 2, and none when so few members are left besides accuser
 * and accused that they could not come (memberlist); at most `most`.
 */
export function neededConfirmations(multiplier: number, members: number, most: number): number {
  const needed = Math.min(Math.floor(multiplier) - 2, most)
  return needed < 1 || members - 2 < needed ? 0 : needed
}
