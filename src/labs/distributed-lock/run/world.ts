import { type ClientConfig, createClient, type LockClient } from '../../../engines/lock/client.ts'
import { createLeaseStore, type LeaseConfig, type LeaseStore } from '../../../engines/lock/lease.ts'
import { type QuorumConfig, type Round, redlock } from '../../../engines/lock/quorum.ts'
import { type Checker, createChecker } from '../../../engines/lock/safety.ts'
import { createService, type LockConfig, type LockService } from '../../../engines/lock/service.ts'
import { createStored, type Stored } from '../../../engines/lock/storage.ts'
import type { Moment } from '../../../sim/model.ts'
import type { Millis } from '../../../units.ts'
import { type Clocks, createClocks } from '../../../world/clocks.ts'
import { type Latencies, latencies } from '../../../world/latencies.ts'
import { createMishaps, type Mishaps } from '../../../world/mishaps.ts'
import { createNetwork, type Network } from '../../../world/network.ts'
import { createTracing, type Tracing } from '../../../world/tracing.ts'
import type { LockParams } from '../params.ts'
import { clientConfigOf, leaseConfigOf, lockConfigOf, quorumConfigOf } from '../rules.ts'
import { type Account, type Marks, newAccount, newMarks, newTotals, type Totals } from './account.ts'
import type { LockEvent, Stream } from './event.ts'
import { type Spans, spans, type Writes, writes } from './spans.ts'

/** A moment of this lab. */
export type LockMoment = Moment<LockParams, LockEvent, Stream>

/** The first token that a service gives. */
export const FIRST_TOKEN = 100
/** Messages kept for the trace. */
const TRACED = 512
/** Sides of the network: everybody, the client that is cut off, and the storage, which all still reach. */
export const SIDES = 3

/** A client and what its process is doing, beside what it believes of its lock. */
export interface Member {
  readonly lock: LockClient
  /** It stands still until then, since the event `pausedBy`. */
  pausedUntil: Millis
  pausedBy: number
  /** When it wished for the lock that it wants or holds, in true time. */
  wishedAt: Millis
  /** Writes left under the present lock, and whether the answer to one is awaited. */
  writesLeft: number
  writing: boolean
  /** It awaits the storage's word that it knows the token. */
  stamping: boolean
  /** Raised with each question to the service before a write. */
  asks: number
  /** Requests to five nodes that are under way: none, or one. */
  readonly acquiring: Round[]
  readonly extending: Round[]
  readonly checking: Round[]
  /** Spans that go on: waiting, believing, paused, down; −1 none. */
  readonly open: Int32Array
}

/** A lease and whose it is. */
export interface Tenure {
  readonly lease: number
  readonly owner: number
  readonly client: number
  readonly resource: number
}

/** All that there is in a run. */
export interface LockWorld {
  readonly config: Rules
  readonly members: Member[]
  /** One node, or five; none with leases. */
  readonly nodes: LockService[]
  readonly store: LeaseStore
  readonly tenures: Tenure[]
  /** By resource: a storage that ignores tokens, and one that compares them, fed with the same writes. */
  readonly unchecked: Stored[]
  readonly checked: Stored[]
  readonly checkers: { readonly unchecked: Checker; readonly checked: Checker }
  readonly clocks: Clocks
  readonly network: Network
  readonly mishaps: Mishaps
  readonly tracing: Tracing
  readonly spans: Spans
  readonly writes: Writes
  readonly waits: Latencies
  readonly totals: Totals
  readonly account: Account
  readonly marks: Marks
}

/** The engines' configurations under the parameters in force. */
export interface Rules {
  lock: LockConfig
  lease: LeaseConfig
  quorum: QuorumConfig
  client: ClientConfig
  /** With a quorum the drift is taken off by the round. */
  quorumClient: ClientConfig
}

/** How many nodes keep the locks. */
export const serversOf = (world: LockWorld): number => (world.nodes.length > 0 ? world.nodes.length : 1)

/** Numbers of the network: clients first, then the nodes of the service, then the storage. */
export const clientNode = (client: number): number => client - 1
export const serverNode = (world: LockWorld, server: number): number => world.members.length + server
export const storageNode = (world: LockWorld): number => world.members.length + serversOf(world)

/** The client with this number; throws when there is none. */
export function memberOf(world: LockWorld, client: number): Member {
  const member = world.members[client - 1]
  if (!member) throw new Error(`there is no client ${client}`)
  return member
}

/** The client that is followed. */
export const tracedClient = (world: LockWorld, params: LockParams): number =>
  params.traced < world.members.length ? params.traced : world.members.length

const createMember = (number: number): Member => ({
  lock: createClient(number),
  pausedUntil: 0,
  pausedBy: 0,
  wishedAt: 0,
  writesLeft: 0,
  writing: false,
  stamping: false,
  asks: 0,
  acquiring: [],
  extending: [],
  checking: [],
  open: new Int32Array(5).fill(-1),
})

/** The engines' configurations. */
export const rulesOf = (params: LockParams): Rules => ({
  lock: lockConfigOf(params),
  lease: leaseConfigOf(params),
  quorum: quorumConfigOf(params),
  client: clientConfigOf(params, params.margin),
  quorumClient: clientConfigOf(params, 0),
})

/** The world before its first event. */
export function newWorld(params: LockParams): LockWorld {
  const { clients, resources, service } = params
  const count = service === 'quorum' ? redlock.nodes : service === 'single' ? 1 : 0
  const nodes = clients + (count > 0 ? count : 1) + 1
  const network = createNetwork(nodes, SIDES)
  network.side[nodes - 1] = 2
  return {
    config: rulesOf(params),
    members: Array.from({ length: clients }, (_, index) => createMember(index + 1)),
    nodes: Array.from({ length: count }, () => createService(resources, FIRST_TOKEN)),
    store: createLeaseStore(service === 'lease' ? resources : 0, FIRST_TOKEN),
    tenures: [],
    unchecked: Array.from({ length: resources }, createStored),
    checked: Array.from({ length: resources }, createStored),
    checkers: { unchecked: createChecker(resources), checked: createChecker(resources) },
    clocks: createClocks(nodes),
    network,
    mishaps: createMishaps(),
    tracing: createTracing(TRACED),
    spans: spans(),
    writes: writes(),
    waits: latencies(),
    totals: newTotals(),
    account: newAccount(count > 0 ? count : 1, resources, params),
    marks: newMarks(clients, resources),
  }
}
