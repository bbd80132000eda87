import { holds, obtained } from '../../../engines/lock/client.ts'
import type { Round } from '../../../engines/lock/quorum.ts'
import { awaited, lineUp, refused, wokenUp } from './asking.ts'
import { followClient } from './client-trail.ts'
import { following, type LockEvent } from './event.ts'
import { begin, belongs, countsFrom, letGo, obtain, prolong, work } from './holding.ts'
import {
  ACCEPTED,
  ACQUIRE,
  CALLED,
  CHECK,
  EXTEND,
  EXTENDED,
  GRANT,
  HELD,
  NOT_HOLDER,
  QUEUED,
  REJECTED,
  RELEASE,
  STAMP,
  STAMPED,
  VALID,
  WOKEN,
} from './kinds.ts'
import { clientReads, toServer } from './post.ts'
import { counted, releaseNodes } from './rounds.ts'
import { wonInTruth } from './truth.ts'
import { type LockMoment, type LockWorld, type Member, memberOf } from './world.ts'
import { answered, mayWrite } from './writing.ts'

/** A message has reached a client. */
export function atClient(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  switch (event.kind) {
    case QUEUED:
      lineUp(world, event, moment, member)
      break
    case WOKEN:
      wokenUp(world, event, moment, member)
      break
    case STAMPED:
      if (belongs(member, event) && member.stamping) work(world, moment, member)
      break
    case ACCEPTED:
      answered(world, event, moment, member, true)
      break
    case REJECTED:
      if (event.about !== STAMP) answered(world, event, moment, member, false)
      else if (belongs(member, event) && member.stamping) letGo(world, moment, member, 'refused')
      break
    default:
      if (moment.params.service === 'quorum') fromOneOfFive(world, event, moment, member)
      else fromService(world, event, moment, member)
  }
}

function fromService(world: LockWorld, event: LockEvent, moment: LockMoment, member: Member): void {
  switch (event.kind) {
    case GRANT:
    case CALLED:
      obtain(world, event, moment, member)
      break
    case HELD:
      if (awaited(member, event)) refused(world, moment, member, 'held')
      break
    case EXTENDED:
      prolong(world, moment, member, event.owner, event.ttl, countsFrom(world, event, moment))
      break
    case VALID:
      if (belongs(member, event) && event.era === member.asks) mayWrite(moment, member)
      break
    case NOT_HOLDER:
      if (belongs(member, event)) letGo(world, moment, member, 'refused')
      break
  }
}

function fromOneOfFive(world: LockWorld, event: LockEvent, moment: LockMoment, member: Member): void {
  const { kind } = event
  const yes = kind === GRANT || kind === EXTENDED || kind === VALID
  if (kind === GRANT || kind === HELD) {
    if (awaited(member, event)) {
      const round = counted(world, moment, member, ACQUIRE, event, yes)
      if (round) decided(world, moment, member, round)
    } else if (yes && !belongs(member, event)) {
      toServer(world, moment, following(event, RELEASE))
    }
    return
  }
  if (!belongs(member, event) || (!yes && kind !== NOT_HOLDER)) return
  const asked = yes ? (kind === EXTENDED ? EXTEND : CHECK) : event.about
  const round = counted(world, moment, member, asked, event, yes)
  if (round?.verdict === 'lost') letGo(world, moment, member, 'refused')
  else if (round && asked === CHECK) mayWrite(moment, member)
  else if (round) prolong(world, moment, member, event.owner, round.validUntil - round.startedAt, round.startedAt)
}

/** More than half have granted, or cannot any more. */
function decided(world: LockWorld, moment: LockMoment, member: Member, round: Round): void {
  const { lock } = member
  if (round.verdict === 'lost') {
    releaseNodes(world, moment, member)
    refused(world, moment, member, 'held')
    return
  }
  const now = clientReads(world, moment, lock.number)
  const ttl = round.validUntil - round.startedAt
  obtained(lock, world.config.quorumClient, lock.owner, 0, ttl, round.startedAt, now)
  followClient(lock, moment)
  if (!holds(lock)) return
  wonInTruth(world, moment, lock.number)
  begin(world, moment, member)
}
