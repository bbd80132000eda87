import type { Model } from '../../../sim/model.ts'
import { scatter } from '../../../world/clocks.ts'
import { DELIVERED, settle, UNHEARD } from '../../../world/tracing.ts'
import type { LockParams } from '../params.ts'
import { closesGap } from '../rules.ts'
import { atClient } from './answers.ts'
import { again, everybody, heardNothing, runOut, think, wish } from './asking.ts'
import { type LockEvent, type LockEventType, type Stream, streams } from './event.ts'
import { beat, lapse, stopped, unheard } from './holding.ts'
import { ACQUIRE, EXTEND, receivers } from './kinds.ts'
import { atStore, awaitEnds, endLease, failOver } from './leases.ts'
import {
  comeBack,
  crashByChance,
  crashByHand,
  cutOff,
  meetWith,
  pauseByChance,
  pauseByHand,
  resume,
  reunite,
  scheduleCrashes,
  schedulePauses,
  stepClocks,
} from './mischief.ts'
import { atNode, awaitAll, expireLock, forgetAll } from './node.ts'
import { atStorage } from './storage.ts'
import { type LockMoment, type LockWorld, memberOf, newWorld, rulesOf } from './world.ts'
import { insist, leaves, look } from './writing.ts'

function start(moment: LockMoment): LockWorld {
  const world = newWorld(moment.params)
  scatter(world.clocks, moment.params, moment.now, moment.random.clocks)
  for (const member of world.members) think(moment, member)
  schedulePauses(world, moment)
  scheduleCrashes(world, moment)
  return world
}

/** What a client does itself: it has to wait while its process stands still. */
const ownTypes: readonly LockEventType[] = [
  'want',
  'retry',
  'silent',
  'patience',
  'work',
  'write',
  'heartbeat',
  'lapse',
  'stop',
]

const isOwn: Readonly<Partial<Record<LockEventType, true>>> = Object.fromEntries(ownTypes.map((type) => [type, true]))

function handle(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  if (event.type === 'deliver') deliver(world, event, moment)
  else if (!isOwn[event.type]) happens(world, event, moment)
  else if (!heldUp(world, event, moment)) acts(world, event, moment)
}

/** What is meant for a client that stands still waits until it goes on. */
function heldUp(world: LockWorld, event: LockEvent, moment: LockMoment): boolean {
  const { pausedBy, pausedUntil } = memberOf(world, event.client)
  if (moment.now < pausedUntil) {
    moment.at(pausedUntil, { ...event, by: pausedBy })
    return true
  }
  if (event.by > 0) moment.because(event.by)
  return false
}

function deliver(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const receiver = receivers[event.kind]
  if (event.by === 0) {
    const deaf = receiver === 'client' && memberOf(world, event.client).lock.state === 'down'
    settle(world.tracing, event.trace, deaf ? UNHEARD : DELIVERED)
    if (deaf) return
  }
  if (receiver === 'storage') atStorage(world, event, moment)
  else if (receiver === 'client') {
    if (!heldUp(world, event, moment)) atClient(world, event, moment)
  } else if (world.nodes.length > 0) atNode(world, event, moment)
  else atStore(world, event, moment)
}

function acts(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  switch (event.type) {
    case 'want':
      wish(world, event, moment)
      break
    case 'retry':
      again(world, event, moment)
      break
    case 'silent':
      silent(world, event, moment)
      break
    case 'patience':
      runOut(world, event, moment)
      break
    case 'work':
      look(world, event, moment)
      break
    case 'write':
      leaves(world, event, moment)
      break
    case 'heartbeat':
      beat(world, event, moment)
      break
    case 'lapse':
      lapse(world, event, moment)
      break
    case 'stop':
      stopped(world, event, moment)
      break
  }
}

function silent(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  if (event.kind === ACQUIRE) heardNothing(world, event, moment, member)
  else if (event.kind === EXTEND) unheard(world, event, moment, member)
  else insist(world, event, moment, member)
}

function happens(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  switch (event.type) {
    case 'expire':
      if (world.nodes.length > 0) expireLock(world, event, moment)
      else endLease(world, event, moment)
      break
    case 'resume':
      resume(world, event, moment)
      break
    case 'restart':
      if (comeBack(world, event, moment)) think(moment, memberOf(world, event.client))
      break
    case 'pausing':
      pauseByChance(world, event, moment)
      break
    case 'crashing':
      crashByChance(world, event, moment)
      break
    case 'everybody':
      everybody(world, moment)
      break
    default:
      byHand(world, event, moment)
  }
}

function byHand(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  switch (event.type) {
    case 'pause':
      pauseByHand(world, event, moment)
      break
    case 'crash':
      crashByHand(world, event, moment)
      break
    case 'mishap':
      meetWith(world, event)
      break
    case 'step':
      stepClocks(world, event)
      timersAnew(world, moment)
      break
    case 'forget':
      if (world.nodes.length > 0) forgetAll(world, moment)
      else failOver(world, moment)
      break
    case 'cut':
      cutOff(world, event)
      break
    case 'heal':
      reunite(world)
      break
  }
}

function timersAnew(world: LockWorld, moment: LockMoment): void {
  if (world.nodes.length > 0) awaitAll(world, moment)
  else awaitEnds(world, moment)
}

function changed(world: LockWorld, before: LockParams, moment: LockMoment): void {
  const { params } = moment
  const { account, marks } = world
  const differs = (...names: (keyof LockParams)[]): boolean => names.some((name) => params[name] !== before[name])
  Object.assign(world.config, rulesOf(params))
  if (differs('fencing')) {
    account.closedFrom.forEach((_, resource) => {
      account.closedFrom[resource] = closesGap(params) ? (account.issued[resource] as number) + 1 : Infinity
    })
  }
  if (differs('clockDrift', 'clockSkew')) scatter(world.clocks, params, moment.now, moment.random.clocks)
  if (differs('clockDrift', 'clockSkew', 'ttlClock', 'noticed', 'waiting', 'sweepEvery', 'over')) {
    timersAnew(world, moment)
  }
  if (differs('pauseRate')) {
    marks.pauseEra += 1
    schedulePauses(world, moment)
  }
  if (differs('crashRate')) {
    marks.crashEra += 1
    scheduleCrashes(world, moment)
  }
}

/** The rules of this lab's world. */
export const model: Model<LockParams, LockWorld, LockEvent, Stream> = { streams, start, handle, changed }
