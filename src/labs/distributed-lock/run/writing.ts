import { mayRely } from '../../../engines/lock/client.ts'
import { happening, type LockEvent } from './event.ts'
import { belongs, giveBack, letGo, stamp, workOn } from './holding.ts'
import { CHECK, WRITE } from './kinds.ts'
import { clientReads, toServer, toStorage } from './post.ts'
import { askNodes, closed } from './rounds.ts'
import { type LockMoment, type LockWorld, type Member, memberOf } from './world.ts'

/** A piece of work is done: before the write the client makes sure, in the way it does. */
export function look(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  if (!belongs(member, event) || member.writing) return
  const { params } = moment
  if (params.guard === 'service') inquire(world, moment, member)
  else if (params.guard === 'none') write(world, moment, member)
  else if (mayRely(member.lock, clientReads(world, moment, event.client))) soon(moment, member)
  else letGo(world, moment, member, 'lapses')
}

/** The client has seen that it may write, and does so a moment later. */
function soon(moment: LockMoment, { lock }: Member): void {
  moment.after(moment.params.writeDelay, happening('write', { client: lock.number, owner: lock.owner }))
}

/** The client asks the service whether its token is in force. */
function inquire(world: LockWorld, moment: LockMoment, member: Member): void {
  const { number: client, owner, resource, token } = member.lock
  member.asks += 1
  const time = clientReads(world, moment, client)
  const request = happening('deliver', { client, kind: CHECK, resource, owner, token, era: member.asks, time })
  if (moment.params.service === 'quorum') askNodes(world, moment, member, request)
  else toServer(world, moment, request)
  moment.after(moment.params.answerTimeout, happening('silent', { client, kind: CHECK, owner, era: member.asks }))
}

/** The token was in force when the service answered. */
export function mayWrite(moment: LockMoment, member: Member): void {
  member.asks += 1
  soon(moment, member)
}

/** The write leaves. */
export function leaves(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  if (belongs(member, event) && !member.writing) write(world, moment, member)
}

function write(world: LockWorld, moment: LockMoment, member: Member): void {
  const { number: client, owner, resource, token } = member.lock
  member.writing = true
  const era = member.writesLeft
  const time = moment.now
  toStorage(world, moment, happening('deliver', { client, kind: WRITE, resource, owner, token, era, time }))
  moment.after(moment.params.answerTimeout, happening('silent', { client, kind: WRITE, owner, era }))
}

/** The storage has answered a write. */
export function answered(
  world: LockWorld,
  event: LockEvent,
  moment: LockMoment,
  member: Member,
  accepted: boolean,
): void {
  if (!belongs(member, event) || !member.writing || event.era !== member.writesLeft) return
  member.writing = false
  if (!accepted) {
    letGo(world, moment, member, 'refused')
    return
  }
  member.writesLeft -= 1
  if (member.writesLeft > 0) workOn(moment, member)
  else giveBack(world, moment, member)
}

/** No answer came to a question, a stamp or a write: the client tries once more, and makes sure before a write. */
export function insist(world: LockWorld, event: LockEvent, moment: LockMoment, member: Member): void {
  if (!belongs(member, event)) return
  if (event.kind === CHECK) {
    if (event.era !== member.asks) return
    if (moment.params.service === 'quorum') closed(world, moment, member, CHECK)
    inquire(world, moment, member)
  } else if (event.kind === WRITE) {
    if (!member.writing || event.era !== member.writesLeft) return
    member.writing = false
    look(world, event, moment)
  } else if (member.stamping) stamp(world, moment, member)
}
