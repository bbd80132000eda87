import type { Part } from '../../../machine/part.ts'
import type { Millis } from '../../../units.ts'
import { monotonicTime, wallTime, whenMonotonicShows, whenWallShows } from '../../../world/clocks.ts'
import { befalls } from '../../../world/mishaps.ts'
import { sendTraced } from '../../../world/tracing.ts'
import { book } from '../book.ts'
import { type LockEvent, onItsWay } from './event.ts'
import {
  ACCEPTED,
  ACQUIRE,
  CALLED,
  CHECK,
  EXTEND,
  EXTENDED,
  GRANT,
  HELD,
  LEAVE,
  NOT_HOLDER,
  PUBLISH,
  PUBLISHED,
  QUEUED,
  REJECTED,
  RELEASE,
  RELEASED,
  RETRY,
  STAMP,
  STAMPED,
  VALID,
  WOKEN,
  WRITE,
} from './kinds.ts'
import { clientNode, type LockMoment, type LockWorld, serverNode, storageNode, tracedClient } from './world.ts'

const { acquisition, holding } = book.parts

/** The arrow of a sequence that a message lights, by kind. */
export const arrowOf: readonly (Part | undefined)[] = Object.assign([] as Part[], {
  [ACQUIRE]: acquisition.acquire,
  [RETRY]: acquisition.retry,
  [GRANT]: acquisition.grant,
  [HELD]: acquisition.held,
  [QUEUED]: acquisition.queued,
  [CALLED]: acquisition.called,
  [WOKEN]: acquisition.called,
  [LEAVE]: acquisition.leave,
  [PUBLISH]: acquisition.publish,
  [PUBLISHED]: acquisition.published,
  [EXTEND]: holding.extend,
  [EXTENDED]: holding.extended,
  [NOT_HOLDER]: holding.notHolder,
  [CHECK]: holding.check,
  [VALID]: holding.valid,
  [RELEASE]: holding.release,
  [RELEASED]: holding.released,
  [STAMP]: holding.stamp,
  [STAMPED]: holding.stamped,
  [WRITE]: holding.write,
  [ACCEPTED]: holding.accepted,
  [REJECTED]: holding.rejected,
})

/** What the clock of a node shows, by the kind of clock in use. */
export const reads = (world: LockWorld, moment: LockMoment, node: number): Millis =>
  moment.params.ttlClock === 'wall'
    ? wallTime(world.clocks, node, moment.now)
    : monotonicTime(world.clocks, node, moment.now)

/** When the clock of a node will show `shown`. */
export const whenReads = (world: LockWorld, moment: LockMoment, node: number, shown: Millis): Millis =>
  moment.params.ttlClock === 'wall'
    ? whenWallShows(world.clocks, node, shown, moment.now)
    : whenMonotonicShows(world.clocks, node, shown, moment.now)

/** What a client's clock shows. */
export const clientReads = (world: LockWorld, moment: LockMoment, client: number): Millis =>
  reads(world, moment, clientNode(client))

/** Puts a message on its way; an arrow of a sequence lights if it concerns the client that is followed. */
function post(world: LockWorld, moment: LockMoment, from: number, to: number, message: LockEvent): void {
  const { client, kind, resource, token, ttl } = message
  const { tracing, network } = world
  const late = befalls(world.mishaps, kind, from)
  const about = token > 0 ? token : client
  const { now, params, random } = moment
  const copies = sendTraced(tracing, network, params, from, to, kind, about, now, random.network, late)
  if (client === tracedClient(world, params)) {
    const arrow = arrowOf[kind]
    if (arrow !== undefined) moment.visit(arrow, client, resource + 1, kind === ACQUIRE || kind === RETRY ? ttl : token)
    world.marks.lost[kind] = copies === 0 ? 1 : 0
  }
  for (let copy = 0; copy < copies; copy += 1) {
    moment.after(network.delays[copy] as Millis, onItsWay(message, tracing.total - copies + copy))
  }
}

/** A client tells a node of the service. */
export const toServer = (world: LockWorld, moment: LockMoment, message: LockEvent): void =>
  post(world, moment, clientNode(message.client), serverNode(world, message.server), message)

/** A node of the service tells a client. */
export const toClient = (world: LockWorld, moment: LockMoment, message: LockEvent): void =>
  post(world, moment, serverNode(world, message.server), clientNode(message.client), message)

/** A client tells the storage. */
export const toStorage = (world: LockWorld, moment: LockMoment, message: LockEvent): void =>
  post(world, moment, clientNode(message.client), storageNode(world), message)

/** The storage answers a client. */
export const fromStorage = (world: LockWorld, moment: LockMoment, message: LockEvent): void =>
  post(world, moment, storageNode(world), clientNode(message.client), message)

/** The service tells the storage of a token, and the storage answers. */
export const betweenServers = (world: LockWorld, moment: LockMoment, message: LockEvent, answers: boolean): void =>
  answers
    ? post(world, moment, storageNode(world), serverNode(world, message.server), message)
    : post(world, moment, serverNode(world, message.server), storageNode(world), message)
