import type { Millis } from '../../units.ts'
import { DEAD, stateOf, UNKNOWN } from './member.ts'
import { discard, find, NONE, renew } from './news.ts'
import { note } from './outbox.ts'
import { DOWN, type Swim, viewOf } from './swim.ts'
import type { SwimConfig } from './swim-config.ts'

/** Sent so often that it is never sent again. */
const NEVER_SENT = 255

/**
 * Forgets what `node` has held for dead or gone for longer than the configuration says: the end of a round of probes.
 * Of a death that all know, the time counts from when the first of them knew.
 */
export function forgetDead(swim: Swim, config: SwimConfig, node: number, now: Millis): void {
  for (let member = 0; member < swim.nodes; member += 1) {
    const best = swim.best[member] as number
    const lives = stateOf(best) < DEAD && swim.base[member] === best && swim.parted[member] === 0
    if (lives || member === node) continue
    const view = viewOf(swim, node, member)
    if (view === UNKNOWN || stateOf(view) < DEAD) continue
    const record = find(swim.news, node, member)
    const since = record === NONE ? swim.changed[member] : swim.news.since[record]
    if (now - (since as number) > config.forgetAfter) forget(swim, node, member, view, now)
  }
}

/** `node` forgets `member`; it goes on knowing it if it has no room to note that. */
function forget(swim: Swim, node: number, member: number, view: number, now: Millis): void {
  const { news, out } = swim
  const full = (news.length[node] as number) >= swim.newsLimit
  if (full && find(news, node, member) === NONE) return
  note(out, node, member, view, UNKNOWN, node)
  part(swim, node, member, now)
  if (swim.parted[member] === 0) recount(swim, member)
  else if (view === swim.best[member]) {
    swim.agreeing[member] = (swim.agreeing[member] as number) - 1
    if (swim.agreeing[member] === 0) recount(swim, member)
  }
}

function part(swim: Swim, node: number, member: number, now: Millis): void {
  const record = renew(swim.news, node, member, UNKNOWN, node, now)
  swim.news.apart[record] = 1
  swim.news.sends[record] = NEVER_SENT
  swim.forgot[member] = (swim.forgot[member] as number) + 1
}

/** `node`, which does not know `member`, is about to: if it had forgotten it, it has no longer. */
export function remembers(swim: Swim, node: number, member: number): void {
  const record = find(swim.news, node, member)
  if (record !== NONE && swim.news.belief[record] === UNKNOWN) unforget(swim, member)
}

/** One node fewer has forgotten `member`. */
export function unforget(swim: Swim, member: number): void {
  swim.forgot[member] = (swim.forgot[member] as number) - 1
}

/** A node that starts knows nobody whom others have forgotten; one that went counts no more among those who agree. */
export function recountParted(swim: Swim, started: number, now: Millis): void {
  for (let member = 0; member < swim.nodes && swim.running > 0; member += 1) {
    if (swim.parted[member] === 0) continue
    if (started !== NONE && started !== member && (swim.forgot[member] as number) > 0) part(swim, started, member, now)
    recount(swim, member)
  }
}

/** Finds anew the highest belief that any running node has of `member`, and how many have it. */
function recount(swim: Swim, member: number): void {
  let best = UNKNOWN
  let agreeing = 0
  for (let node = 0; node < swim.nodes; node += 1) {
    if (swim.up[node] === DOWN) continue
    const view = viewOf(swim, node, member)
    if (view > best) {
      best = view
      agreeing = 1
    } else if (view === best) agreeing += 1
  }
  if (best === UNKNOWN) {
    forgotten(swim, member)
    return
  }
  if ((swim.base[member] as number) > best) swim.base[member] = UNKNOWN
  swim.best[member] = best
  swim.agreeing[member] = agreeing
  swim.parted[member] = 1
}

/** Nobody that runs knows `member` any more: as if it had never been there. */
function forgotten(swim: Swim, member: number): void {
  for (let node = 0; node < swim.nodes; node += 1) discard(swim.news, node, member)
  swim.base[member] = UNKNOWN
  swim.best[member] = UNKNOWN
  swim.agreeing[member] = 0
  swim.forgot[member] = 0
  swim.parted[member] = 0
  uncount(swim, member)
}

/** `member` counts no more among the members, if it did. */
export function uncount(swim: Swim, member: number): void {
  swim.members -= swim.counts[member] as number
  swim.counts[member] = 0
}
