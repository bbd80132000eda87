import type { Evidence, Look } from '../../lab/lab.ts'
import { number, quantity } from '../../units.ts'
import { book } from './book.ts'
import { laneOf } from './lanes.ts'
import type { params } from './params.ts'
import type { LimiterEvent } from './run/event.ts'
import { flowLane } from './run/telling.ts'
import { oldest, placeOf } from './run/trail.ts'
import type { LimiterWorld } from './run/world.ts'

type LimiterLook = Look<typeof params, LimiterWorld>

/** Badges that fit beneath a rule. */
const MOST = 20

const bucket: ReadonlySet<number> = new Set(Object.values(book.parts.bucket))

/** The calls in the window, newest last, by what the limiter of the part's diagram said. */
export function evidence(part: number, { world, params: given, now }: LimiterLook): Evidence | undefined {
  const lane = bucket.has(part) ? flowLane(given.code) : laneOf.gates
  const { trail } = world
  const items: Evidence['items'][number][] = []
  for (let index = trail.total - 1; index >= oldest(trail) && items.length < MOST; index -= 1) {
    const at = placeOf(index)
    if ((trail.time[at] as number) <= now - given.window) break
    if (trail.call[at] === 0) continue
    const admitted = ((trail.admitted[at] as number) & (1 << lane)) !== 0
    items.push({
      label: number(trail.call[at] as number),
      tone: admitted ? 'fine' : 'failed',
      event: trail.event[at] as number,
    })
  }
  if (items.length === 0) return undefined
  const title = `The calls of the last ${quantity(given.window, 'ms')}, at most ${MOST}.`
  return { title, items: items.reverse() }
}

const { bucket: bucketParts, gates } = book.parts
const bucketRefusals: readonly number[] = [bucketParts.lacks, bucketParts.refuses, bucketParts.refusesAfter]
const gateRefusals: readonly number[] = [gates.denies, gates.userDenies, gates.addressDenies, gates.globalDenies]

/** What a refusal comes to by now. */
export function sinceThen(part: number, { world, params: given }: LimiterLook): readonly (readonly [string, string])[] {
  const { totals } = world
  const counted = (lane: number): readonly (readonly [string, string])[] => [
    ['Refused in all', number(totals.refused[lane] as number)],
    ['Admitted in all', number(totals.admitted[lane] as number)],
  ]
  if (bucketRefusals.includes(part)) return counted(flowLane(given.code))
  if (!gateRefusals.includes(part)) return []
  const { gateAddress, gateGlobal, gateUser } = totals.reasons
  const reasons = `${number(gateUser)}, ${number(gateAddress)}, ${number(gateGlobal)}`
  return [...counted(laneOf.gates), ['By user, IP, global limit', reasons]]
}

/** An event in one sentence. */
export function tells(event: LimiterEvent): string {
  const { call, slot } = event
  switch (event.type) {
    case 'background':
      return 'A call of the background came'
    case 'pattern':
      return 'User 1 called'
    case 'serve':
      return `Call ${call} reached the shared server`
    case 'second':
      return `The second trip of call ${call} reached the shared server`
    case 'release':
      return `The leaky queue let call ${call} go`
    case 'burst':
      return call === 1 ? `User ${slot} called` : `User ${slot} sent ${number(call)} calls at once`
    case 'setTokens':
      return `The bucket was set to ${number(call)} tokens`
    case 'forget':
      return 'All limiters started anew'
    case 'setBack':
      return `The limiters’ clock was set back by ${quantity(call, 'ms')}`
  }
}
