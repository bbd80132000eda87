import { createRumor, type Rumor, type RumorConfig } from '../../../engines/gossip/rumor.ts'
import type { Swim } from '../../../engines/gossip/swim.ts'
import type { Moment } from '../../../sim/model.ts'
import type { Millis } from '../../../units.ts'
import { createNetwork, type Network } from '../../../world/network.ts'
import type { GossipParams } from '../params.ts'
import { type Beating, newBeating } from './beating.ts'
import type { GossipEvent, Stream } from './event.ts'
import { type Law, law } from './law.ts'
import { type Recent, recent } from './recent.ts'
import { newWatch, type Watch } from './watch.ts'

/** Nodes that may join a run. */
export const MOST_JOINS = 24
/** Heartbeats from all to all are modelled up to so many nodes at the start. */
export const MOST_BEATING = 48
/** Time before which something has not happened. */
export const NEVER: Millis = -1

/** What a node is. */
export const UP = 1
export const DOWN = 0
/** It has left, or has not joined yet. */
export const AWAY = 2

/** How nodes find out that one of them has failed. */
export type Detector = GossipParams['watch']

/** A moment of this lab. */
export type GossipMoment = Moment<GossipParams, GossipEvent, Stream>

/** What came of the messages of one round. */
export interface Round {
  /** Its number since the rumor began; the first telling is in round 1. */
  number: number
  at: Millis
  /** Nodes that called. */
  callers: number
  /** Messages with the rumor in them: news, known already, lost. */
  news: number
  known: number
  lost: number
}

/** Counts that only grow. */
export interface Totals {
  /** Messages of the rumor: with it, questions for it, replies, comparisons. */
  tellings: number
  questions: number
  replies: number
  comparisons: number
  news: number
  known: number
  lost: number
}

/** All that there is in a run. */
export interface GossipWorld {
  /** Nodes that have ever been there; the next to join gets this number. */
  size: number
  up: number
  /** By node: UP, DOWN or AWAY. */
  readonly state: Uint8Array
  readonly network: Network
  /** By node: how much longer everything takes to reach it. */
  readonly distance: Float64Array
  readonly recent: Recent
  rumor: Rumor
  config: RumorConfig
  /** Number of the rumor at hand; 0 before the first. */
  number: number
  source: number
  began: Millis
  /** When every node that is up had heard it; NEVER while some has not. */
  complete: Millis
  /** In which round that was. */
  rounds: number
  /** Nodes that knew the rumor at hand and fell, and news of it so far. */
  forgotten: number
  learnt: number
  /** Messages of the rumor at hand. */
  messages: number
  round: Round
  readonly law: Law
  /** How nodes watch each other in this run. */
  readonly detector: Detector
  /** Who watches whom by SWIM; absent in runs without it. */
  readonly swim: Swim | undefined
  /** Everybody's view of everybody by heartbeats; absent in runs without them. */
  readonly beating: Beating | undefined
  readonly watch: Watch
  readonly totals: Totals
  /** Raised when rounds, comparisons or the rumors that come by themselves are set anew. */
  roundEra: number
  compareEra: number
  rumorEra: number
  /** Whether the network is cut. */
  cut: boolean
  /** The node that an act reached last, to be brought back. */
  marked: number
  slowNodes: number
  /** Messages sent by nodes that were not up. */
  ghosts: number
}

/** A round in which nothing has happened yet. */
export const newRound = (number: number, at: Millis): Round => ({
  number,
  at,
  callers: 0,
  news: 0,
  known: 0,
  lost: 0,
})

const totals = (): Totals => ({
  tellings: 0,
  questions: 0,
  replies: 0,
  comparisons: 0,
  news: 0,
  known: 0,
  lost: 0,
})

/** The engine's configuration under the parameters; tellings are judged as they arrive, each on its own. */
export const rumorConfigOf = ({ way, fanout, response, interest, k, counts }: GossipParams): RumorConfig => ({
  way,
  fanout,
  response,
  interest,
  k,
  judged: 'instant',
  counts,
  moves: 'eachTime',
})

/** The world before its first event. */
export function newWorld(params: GossipParams, now: Millis, swim: Swim | undefined): GossipWorld {
  const room = params.nodes + MOST_JOINS
  const detector = detectorOf(params)
  const state = new Uint8Array(room).fill(AWAY)
  state.fill(UP, 0, params.nodes)
  return {
    size: params.nodes,
    up: params.nodes,
    state,
    network: createNetwork(room),
    distance: new Float64Array(room),
    recent: recent(),
    rumor: createRumor(room),
    config: rumorConfigOf(params),
    number: 0,
    source: 0,
    began: NEVER,
    complete: NEVER,
    rounds: 0,
    forgotten: 0,
    learnt: 0,
    messages: 0,
    round: newRound(0, now),
    law: law(),
    detector,
    swim,
    beating: detector === 'heartbeat' || detector === 'phi' ? newBeating(room) : undefined,
    watch: newWatch(room),
    totals: totals(),
    roundEra: 0,
    compareEra: 0,
    rumorEra: 0,
    cut: false,
    marked: NEVER,
    slowNodes: 0,
    ghosts: 0,
  }
}

/** How nodes watch each other under the parameters: tables of pairs have their limit. */
export const detectorOf = ({ nodes, watch }: GossipParams): Detector =>
  watch !== 'swim' && nodes > MOST_BEATING ? 'off' : watch

/** Whether a node runs. */
export const runs = (world: GossipWorld, node: number): boolean => world.state[node] === UP
