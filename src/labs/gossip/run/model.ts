import type { Model } from '../../../sim/model.ts'
import type { GossipParams } from '../params.ts'
import { type GossipEvent, happening, type Stream, streams } from './event.ts'
import { beat, check, hearOf, pulse } from './heartbeats.ts'
import { beginWatching, choose, mailed, newSwim, refit, timed } from './membership.ts'
import { chosen, crash, cut, gone, heal, join, leave, moveAway, recover, rise, setSlowness, slow } from './nodes.ts'
import { beginComparing, beginRounds, countRound } from './rounds.ts'
import { asked, beginRumor, call, compareAll, offered, replied, scheduleNext, told } from './spreading.ts'
import { type GossipMoment, type GossipWorld, newWorld, rumorConfigOf, runs } from './world.ts'

function start(moment: GossipMoment): GossipWorld {
  const { now, params } = moment
  const world = newWorld(params, now, params.watch === 'swim' ? newSwim(moment) : undefined)
  choose(world, moment)
  if (params.rumors) moment.at(now, happening('rumor', 0))
  scheduleNext(world, moment)
  beginComparing(world, moment)
  beginWatching(world, moment)
  return world
}

function handle(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  switch (event.type) {
    case 'round':
      round(world, event, moment)
      break
    case 'turn':
      turn(world, event, moment)
      break
    case 'mail':
      mailed(world, event, moment)
      break
    case 'timer':
      timed(world, event, moment)
      break
    case 'pulse':
      pulse(world, event, moment)
      break
    case 'check':
      check(world, event, moment)
      break
    case 'tell':
      told(world, event, moment)
      break
    case 'ask':
      asked(world, event, moment)
      break
    case 'reply':
      replied(world, event, moment)
      break
    case 'compare':
      compareAll(world, event, moment)
      break
    case 'offer':
    case 'return':
      offered(world, event, moment)
      break
    case 'rumor':
    case 'next':
      spread(world, event, moment)
      break
    default:
      act(world, event, moment)
  }
}

function act(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  switch (event.type) {
    case 'beat':
      beat(world, event, moment)
      break
    case 'word':
      hearOf(world, event, moment)
      break
    case 'crash':
      crash(world, event, moment)
      break
    case 'leave':
      leave(world, event, moment)
      break
    case 'gone':
      gone(world, event, moment)
      break
    case 'restart':
      rise(world, event, moment)
      break
    case 'join':
      join(world, moment)
      break
    case 'slow':
      slow(world, event, moment)
      break
    case 'recover':
      recover(world, event)
      break
    case 'distance':
      moveAway(world, event, moment)
      break
    case 'partition':
      cut(world, event, moment)
      break
    case 'heal':
      heal(world, moment)
      break
  }
}

function round(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  if (event.era !== world.roundEra) return
  const { params } = moment
  moment.after(params.roundPeriod, event)
  countRound(world, moment)
  if (params.clocks === 'own') return
  for (let node = 0; node < world.size; node += 1) call(world, moment, node)
}

function turn(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  if (event.era !== world.roundEra) return
  moment.after(moment.params.roundPeriod, event)
  call(world, moment, event.node)
}

function spread(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  if (event.type === 'next') {
    if (event.era !== world.rumorEra) return
    scheduleNext(world, moment)
  }
  const node = chosen(world, moment, event.node, runs)
  if (node >= 0) beginRumor(world, moment, node)
}

const interestNames = ['interest', 'response', 'k', 'counts'] as const

function changed(world: GossipWorld, before: GossipParams, moment: GossipMoment): void {
  const { params } = moment
  const differs = (name: keyof GossipParams): boolean => params[name] !== before[name]
  world.config = rumorConfigOf(params)
  if (interestNames.some(differs)) world.law.known = false
  if (differs('slowDelay')) setSlowness(world, params.slowDelay)
  if (differs('roundPeriod') || differs('clocks')) beginRounds(world, moment)
  if (differs('antiEntropy')) beginComparing(world, moment)
  if (differs('rumorEvery')) scheduleNext(world, moment)
  if (differs('observer')) choose(world, moment)
  refit(world, moment)
}

/** The rules of this lab's world. */
export const model: Model<GossipParams, GossipWorld, GossipEvent, Stream> = { streams, start, handle, changed }
