import { nextCheck } from '../../engines/circuit-breaker/statistics.ts'
import type { Evidence, Look } from '../../lab/lab.ts'
import { clock, duration, number } from '../../units.ts'
import { CLIENT_ERROR, NO_ANSWER, SERVER_ERROR } from '../../world/faults.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import type { BreakerEvent } from './run/event.ts'
import { FAILED, newest, SLOW } from './run/history.ts'
import type { BreakerWorld } from './run/world.ts'

type BreakerLook = Look<typeof params, BreakerWorld>

/** Badges that fit beneath a rule. */
const MOST = 20

const { flow, machine } = book.parts

function badges(world: BreakerWorld, most: number, probes: boolean): Evidence['items'] {
  const { history } = world
  const places = newest(history, most < MOST ? most : MOST, probes)
  return places.reverse().map((place) => {
    const flags = history.flags[place] as number
    return {
      label: String(history.call[place]),
      tone: (flags & FAILED) !== 0 ? 'failed' : (flags & SLOW) !== 0 ? 'caution' : 'fine',
      event: history.event[place] as number,
    }
  })
}

/** The results that a rule of the machine looked at. */
export function evidence(part: number, look: BreakerLook): Evidence | undefined {
  const { config } = look.world
  switch (part) {
    case machine.opens:
    case machine.opensSlow: {
      const most = config.keepsWindow && config.window === 'calls' ? config.windowCalls : MOST
      const items = badges(look.world, most, false)
      return { title: `The last ${items.length} finished calls when the rule was checked.`, items }
    }
    case machine.reopens:
    case machine.closes: {
      const seen = look.numbers(part)['seen'] ?? 0
      return { title: 'The probes when the verdict fell.', items: badges(look.world, seen, true) }
    }
    case machine.counts:
    case machine.tolerates:
    case machine.succeeds:
      return { title: 'The newest finished calls.', items: badges(look.world, 8, false) }
    default:
      return undefined
  }
}

const openings: readonly number[] = [machine.opens, machine.opensSlow, machine.reopens, machine.givesUp]

/** What has followed from an opening. */
export function sinceThen(part: number, look: BreakerLook): readonly (readonly [string, string])[] {
  const { world, now } = look
  const { account, breaker, config, marks, totals } = world
  if (openings.includes(part) && account.state === 'open') {
    const check = nextCheck(breaker, config)
    const again = openings.find((other) => look.count(other) > 0 && look.last(other) > look.last(part))
    return [
      ...(again === undefined ? [] : [['Opened again at', clock(breaker.since)] as const]),
      [
        again === undefined ? 'Calls refused' : 'Calls refused since it did',
        number(account.refused - marks.refusedBefore),
      ],
      ['Next check of the timer passes at', clock(check)],
    ]
  }
  if (part === machine.closes && account.state === 'closed') {
    return [
      ['Closed for', duration(Math.round(now - breaker.since))],
      ['Calls answered in all', number(totals.answered)],
    ]
  }
  return part === flow.fails ? [['Failures in a row now', number(world.history.inRow)]] : []
}

/** How a call was answered, by what it met. */
const answers: Readonly<Record<number, string>> = {
  [NO_ANSWER]: 'was worked on in vain: the answer is lost',
  [SERVER_ERROR]: 'was answered 5xx',
  [CLIENT_ERROR]: 'was answered 4xx',
}

/** An event in one sentence. */
export function tells({ type, call, slot, fault }: BreakerEvent): string | undefined {
  switch (type) {
    case 'arrive':
      return `Call ${call} was sent`
    case 'answer':
      return `Call ${call} ${answers[fault] ?? 'was answered'}`
    case 'bounce':
      return `Call ${call} ${fault === SERVER_ERROR ? 'found a full queue' : 'found nobody listening'}`
    case 'timeout':
      return `Call ${call} timed out`
    case 'retry':
      return `Call ${call} was tried again, attempt ${slot}`
    case 'timer':
      return 'The breaker’s timer fired'
    case 'leave':
      return `A thread left the breaker with call ${call}`
    case 'burst':
      return `${call} calls came at once`
    case 'single':
      return 'One call was sent by hand'
    default:
      return undefined
  }
}
