import { answer, close, type Round, startRound } from '../../../engines/lock/quorum.ts'
import { happening, type LockEvent } from './event.ts'
import { CHECK, EXTEND, RELEASE } from './kinds.ts'
import { clientReads, toServer } from './post.ts'
import type { LockMoment, LockWorld, Member } from './world.ts'

/** The round that a kind of request belongs to. */
const roundsOf = (member: Member, kind: number): Round[] =>
  kind === EXTEND ? member.extending : kind === CHECK ? member.checking : member.acquiring

/** One request goes to all nodes, the same to each. */
export function askNodes(world: LockWorld, moment: LockMoment, member: Member, request: LockEvent): void {
  const rounds = roundsOf(member, request.kind)
  rounds.length = 0
  rounds.push(startRound(world.config.quorum, moment.params.ttl, request.time))
  for (let server = 0; server < world.nodes.length; server += 1) toServer(world, moment, { ...request, server })
}

/** A client gives back at every node what it asked for, whether or not it got it there. */
export function releaseNodes(world: LockWorld, moment: LockMoment, { lock }: Member): void {
  const { number: client, owner, resource, token } = lock
  for (let server = 0; server < world.nodes.length; server += 1) {
    toServer(world, moment, happening('deliver', { client, server, kind: RELEASE, resource, owner, token }))
  }
}

/**
 * A node answered yes or no. The verdict if this answer brought it; undefined while the round is open, or when the
 * answer belongs to no round that is.
 */
export function counted(
  world: LockWorld,
  moment: LockMoment,
  member: Member,
  kind: number,
  reply: LockEvent,
  yes: boolean,
): Round | undefined {
  const round = roundsOf(member, kind)[0]
  if (round?.verdict !== 'open' || reply.time !== round.startedAt) return undefined
  answer(round, world.config.quorum, reply.server, yes, clientReads(world, moment, member.lock.number))
  return round.verdict === 'open' ? undefined : round
}

/** The client waits no longer for the nodes that are silent; true if that decides a round. */
export function closed(world: LockWorld, moment: LockMoment, member: Member, kind: number): boolean {
  const round = roundsOf(member, kind)[0]
  if (round?.verdict !== 'open') return false
  close(round, clientReads(world, moment, member.lock.number))
  return true
}
