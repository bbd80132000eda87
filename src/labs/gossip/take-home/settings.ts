import { shortestSuspicion } from '../../../engines/gossip/swim-config.ts'
import { exp, log } from '../../../sim/exact.ts'
import type { Millis } from '../../../units.ts'
import type { GossipParams } from '../params.ts'

/** Text of a file from its lines. */
export const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`

/** Sentences as comments, one a line. */
export const comments = (mark: string, notes: readonly string[]): readonly string[] =>
  notes.map((note) => `${mark} ${note}`)

/** A multiplier as the whole number that these systems take, rounded up. */
export const whole = (multiplier: number): number => Math.ceil(multiplier)

/** A number with at most so many decimals, without trailing zeros. */
export const decimal = (value: number, digits: number): string => String(Number(value.toFixed(digits)))

/** Time from the failure of a probe until dead is declared when others confirm, in the group as it starts. */
export const shortest = (params: GossipParams): Millis =>
  params.suspicion ? shortestSuspicion(params.suspicionMultiplier, params.nodes, params.probeInterval, { log, exp }) : 0

/** What all relatives of memberlist do their own way, whatever is set here. */
export function memberlistNotes(params: GossipParams): readonly string[] {
  const notes: string[] = []
  if (params.watch === 'off')
    notes.push('Here nobody watches: these settings describe SWIM as it would run if switched on.')
  if (!params.suspicion) notes.push('Suspicion cannot be switched off; a multiplier of 1 keeps it shortest.')
  if (params.suspicion && params.suspicionMultiplier !== whole(params.suspicionMultiplier)) {
    notes.push(`The suspicion multiplier is a whole number there: ${params.suspicionMultiplier} is rounded up.`)
  }
  if (params.probeOrder === 'random') notes.push('Members are always probed in shuffled rounds, not in any order.')
  if (!params.buddy && params.suspicion) notes.push('A probe always tells a suspected member of the suspicion.')
  if (params.remoteDead === 'dead') notes.push('A "dead" in a full exchange is always taken for a suspicion.')
  notes.push(`Packets are filled with news up to their size; ${params.piggyback} a message cannot be set.`)
  notes.push(...rumorNotes(params))
  return notes
}

/** Messages of an application are queued like news of members: pushed, blind, a fixed number of times. */
function rumorNotes(params: GossipParams): readonly string[] {
  if (params.way === 'push' && params.interest === 'counter' && params.response === 'blind') return []
  return [
    'Your own messages go through the same broadcast queue: pushed, without feedback, as often as the retransmit',
    'limit says. Pull, feedback, coin and endless telling have no counterpart.',
  ]
}

/** The suspicion multiplier in force. */
export const suspicionMultiplier = (params: GossipParams): number =>
  params.suspicion ? whole(params.suspicionMultiplier) : 1
