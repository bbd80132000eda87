import type { Model } from '../../../sim/model.ts'
import type { PressureParams } from '../params.ts'
import { chainConfigOf, creditOf, limitConfigOf, queueConfigOf, reactionOf } from '../rules.ts'
import { createAverages } from './averages.ts'
import { event, type PressureEvent, type Stream, streams } from './event.ts'
import { asked, beginCredit, beginPeriods, heard, periodBegins, refusalHeard, windowHeard } from './hearing.ts'
import { giveUp, pump, retuned } from './offering.ts'
import { beginSending, burst, due, rerate, resume, wantedAt } from './senders.ts'
import { carried, carry, countWork, finished, serve } from './serving.ts'
import { lostIn, newWorld, type PressureMoment, type PressureWorld } from './world.ts'

function start(moment: PressureMoment): PressureWorld {
  const { params, random } = moment
  const world = newWorld(params, moment.now, params.limiter === 'vegas' ? random.limits.uniform() : 0)
  beginSwings(world, moment)
  for (const place of world.producers.keys()) beginSending(world, moment, place)
  beginCredit(world, moment)
  beginPeriods(world, moment)
  return world
}

function handle(world: PressureWorld, happening: PressureEvent, moment: PressureMoment): void {
  const { type, place, era, a } = happening
  switch (type) {
    case 'send':
      due(world, moment, place, era)
      break
    case 'finish':
      finished(world, moment, happening)
      break
    case 'hear':
      heard(world, moment, place, era, a)
      break
    case 'window':
      windowHeard(world, moment, place, era, a)
      break
    case 'ask':
      asked(world, moment, place, era, a, happening.b)
      break
    case 'refuse':
      refusalHeard(world, moment, place)
      break
    case 'period':
      periodBegins(world, moment, era)
      break
    case 'freed':
      freed(world, moment, place)
      break
    case 'giveUp':
      giveUp(world, moment, place)
      break
    case 'carry':
      carried(world, moment, era)
      break
    case 'burst':
      burst(world, moment, a)
      break
    case 'swing':
      if (era === world.eras.swing) swing(world, moment, place === 1, a)
      break
  }
}

function freed(world: PressureWorld, moment: PressureMoment, place: number): void {
  world.senders.blocked[place] = (world.senders.blocked[place] as number) - 1
  resume(world, moment, place)
}

/** Where the load stands in its waves now, and the next turn. */
function beginSwings(world: PressureWorld, moment: PressureMoment): void {
  const { loadShape, peakPeriod, peakShare } = moment.params
  world.eras.swing += 1
  world.peak = false
  if (loadShape === 'steady') return
  const round = Math.floor(moment.now / peakPeriod)
  world.peak = moment.now >= (round + 1 - peakShare) * peakPeriod
  planTurn(world, moment, round)
}

/** A peak lasts until the end of its period. */
function planTurn(world: PressureWorld, moment: PressureMoment, round: number): void {
  const { peakPeriod, peakShare } = moment.params
  const at = world.peak ? (round + 1) * peakPeriod : (round + 1 - peakShare) * peakPeriod
  moment.at(Math.max(moment.now, at), event('swing', world.peak ? 0 : 1, world.eras.swing, round))
}

function swing(world: PressureWorld, moment: PressureMoment, peak: boolean, round: number): void {
  world.peak = peak
  if (peak) world.marks.cause = moment.number
  planTurn(world, moment, peak ? round : round + 1)
  for (const place of world.producers.keys()) rerate(world, moment, place)
}

const swinging = ['loadShape', 'peakPeriod', 'peakShare'] as const
const crediting = ['reaction', 'prefetch', 'refill', 'disobedient'] as const

function changed(world: PressureWorld, before: PressureParams, moment: PressureMoment): void {
  const { params } = moment
  const differs = (name: keyof PressureParams): boolean => params[name] !== before[name]
  world.config = queueConfigOf(params)
  world.reaction = reactionOf(params)
  world.ignoring = { ...world.reaction, reaction: 'ignore' }
  world.credit = creditOf(params)
  world.limit = limitConfigOf(params)
  world.chainConfig = chainConfigOf(params)
  noteCause(world, before, moment)
  retuned(world, moment)
  countWork(world, moment.now)
  if (swinging.some(differs)) beginSwings(world, moment)
  if (crediting.some(differs)) beginCredit(world, moment)
  if (differs('reaction') || differs('period')) beginPeriods(world, moment)
  if (differs('reaction')) restartRates(world, params)
  if (differs('networkRate')) {
    world.eras.carry += 1
    world.carrying = false
    carry(world, moment)
  }
  for (const place of world.producers.keys()) resume(world, moment, place)
  serve(world, moment)
  if (params.system === 'inbound') pump(world, moment)
  world.averages = createAverages(moment.now, world.account.offered, lostIn(world.totals))
}

/** What is asked for has grown, or what is served has shrunk: whatever fills the queue next goes back to it. */
function noteCause(world: PressureWorld, before: PressureParams, { number, params }: PressureMoment): void {
  const worse =
    params.offered > before.offered ||
    params.disobedient > before.disobedient ||
    params.excess > before.excess ||
    params.consumers < before.consumers ||
    params.serviceTime > before.serviceTime ||
    params.networkRate < before.networkRate ||
    params.capacity < before.capacity ||
    params.consumerState !== before.consumerState
  if (worse) world.marks.cause = number
}

/** AIMD starts from what each producer wants. */
function restartRates(world: PressureWorld, params: PressureParams): void {
  for (const [place, producer] of world.producers.entries()) producer.rate = wantedAt(world, params, place)
}

/** The rules of this lab's world. */
export const model: Model<PressureParams, PressureWorld, PressureEvent, Stream> = { streams, start, handle, changed }
