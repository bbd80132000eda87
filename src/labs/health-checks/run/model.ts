import type { Model } from '../../../sim/model.ts'
import type { HealthParams } from '../params.ts'
import { cutOff, harm, heal, restartAll } from './acting.ts'
import { applyChanges } from './changing.ts'
import { checkAnswers, checkElapses, checkTicks } from './checking.ts'
import { exits, starts } from './containers.ts'
import { type HealthEvent, type Stream, streams } from './event.ts'
import { probeAnswers, probeElapses, probeIsDue } from './probing.ts'
import { burst, replies, requestComes, scheduleRequest } from './requests.ts'
import { beginSweeps, sweeps } from './rotating.ts'
import { newWorld } from './warm.ts'
import { beginWatching, watches } from './watching.ts'
import type { HealthMoment, HealthWorld } from './world.ts'

function start(moment: HealthMoment): HealthWorld {
  const world = newWorld(moment)
  if (moment.params.outliers) beginSweeps(world, moment)
  beginWatching(world, moment)
  scheduleRequest(world, moment)
  return world
}

function handle(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  switch (event.type) {
    case 'request':
      requestComes(world, event, moment)
      break
    case 'reply':
      replies(world, event, moment)
      break
    case 'tick':
      checkTicks(world, event, moment)
      break
    case 'checked':
      checkAnswers(world, event, moment)
      break
    case 'checkTimer':
      checkElapses(world, event, moment)
      break
    case 'probe':
      probeIsDue(world, event, moment)
      break
    case 'probed':
      probeAnswers(world, event, moment)
      break
    case 'probeTimer':
      probeElapses(world, event, moment)
      break
    default:
      seldom(world, event, moment)
  }
}

function seldom(world: HealthWorld, event: HealthEvent, moment: HealthMoment): void {
  switch (event.type) {
    case 'start':
      starts(world, event, moment)
      break
    case 'exit':
      exits(world, event, moment)
      break
    case 'watch':
      watches(world, event, moment)
      break
    case 'sweep':
      sweeps(world, event, moment)
      break
    case 'restartAll':
      restartAll(world, moment)
      break
    case 'cut':
      cutOff(world, event, moment)
      break
    case 'heal':
      heal(world)
      break
    case 'burst':
      burst(world, moment, event.word)
      break
    default:
      harm(world, event, moment)
  }
}

/** The rules of this lab's world. */
export const model: Model<HealthParams, HealthWorld, HealthEvent, Stream> = {
  streams,
  start,
  handle,
  changed: applyChanges,
}
