import type { Evidence, Look } from '../../lab/lab.ts'
import { number, quantity } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import type { PressureEvent } from './run/event.ts'
import { signals } from './run/following.ts'
import { BLOCKED, LET_IN, newest } from './run/recent.ts'
import { lostIn, type PressureWorld } from './run/world.ts'

type PressureLook = Look<typeof params, PressureWorld>

/** Badges that fit beneath a rule. */
const MOST = 20

const { flow, machine } = book.parts

const looked = new Set<number>([machine.presses, machine.fillsUp, machine.drops, machine.blocks, flow.loses])

/** The items that came last when a rule was checked. */
export function evidence(part: number, { world: { recent } }: PressureLook): Evidence | undefined {
  if (!looked.has(part)) return undefined
  const items = newest(recent, MOST).map((at) => {
    const answer = recent.answer[at] as number
    return {
      label: `P${(recent.producer[at] as number) + 1}`,
      tone: answer === LET_IN ? 'fine' : answer === BLOCKED ? 'caution' : 'failed',
      event: recent.event[at] as number,
    } as const
  })
  return { title: `The last ${items.length} items, by producer, and what the queue told them.`, items }
}

/** What has followed from pressure. */
export function sinceThen(
  part: number,
  { world, params: given }: PressureLook,
): readonly (readonly [string, string])[] {
  const { marks, totals } = world
  if (part !== machine.presses && part !== machine.fillsUp) return []
  return [
    ['Deepest since', `${number(marks.deepest)} of ${number(given.capacity)}`],
    ['Items sent since', number(totals.sent - marks.sentBefore)],
    ['Items lost since', number(lostIn(totals) - marks.lostBefore)],
    ['Sent in one feedback delay', quantity((given.offered * given.feedbackDelay) / 1000, '')],
  ]
}

/** An event in one sentence. */
export function tells({ type, place, a }: PressureEvent): string | undefined {
  switch (type) {
    case 'send':
      return `Producer ${place + 1} sent an item`
    case 'finish':
      return `Item ${place} was worked on to its end`
    case 'hear':
      return `The ${signals[place]} signal arrived`
    case 'window':
      return place === 1 ? 'Producers learnt that the window is closed' : 'Producers learnt that the window is open'
    case 'ask':
      return `Producer ${place + 1} was asked for ${a} more items`
    case 'refuse':
      return `Producer ${place + 1} learnt that an item was refused`
    case 'period':
      return 'Producers looked at their rates'
    case 'freed':
      return `Producer ${place + 1} was no longer blocked`
    case 'giveUp':
      return `The patience for item ${place} was over`
    case 'carry':
      return 'The network took an item'
    case 'burst':
      return `${a} items came up at once`
    case 'swing':
      return place === 1 ? 'A peak of the load began' : 'A peak of the load ended'
  }
}
