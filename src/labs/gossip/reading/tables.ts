import { incarnationOf, type MemberState, memberStates, stateOf, UNKNOWN } from '../../../engines/gossip/member.ts'
import type { Table } from '../../../engines/gossip/merge.ts'
import { type Swim, viewOf } from '../../../engines/gossip/swim.ts'
import type { GossipParams } from '../params.ts'
import { type GossipWorld, runs } from '../run/world.ts'

/** The tables of two nodes of the run, as far as they are of interest. */
export interface Tables {
  readonly local: string
  readonly remote: string
  readonly localTable: Table
  readonly remoteTable: Table
}

/** Members in the tables. */
const MOST = 6

/** Reads what the observer and the next node that runs believe: first of members in question, then of any. */
export function readTables(world: GossipWorld, _: GossipParams, __: number): Tables | { readonly local: '' } {
  const { size, swim, watch } = world
  let other = (watch.observer + 1) % size
  for (let tried = 0; tried < size && !runs(world, other); tried += 1) other = (other + 1) % size
  if (!swim || other === watch.observer) return { local: '' }
  const of = new Set<number>(watch.focus < 0 ? [] : [watch.focus])
  for (const member of watch.unsettled.slice(0, MOST - 2)) of.add(member)
  for (let node = 0; node < size && of.size < MOST; node += 1) of.add(node)
  const members = [...of].sort((a, b) => a - b)
  return {
    local: `n${watch.observer}`,
    remote: `n${other}`,
    localTable: tableOf(swim, watch.observer, members),
    remoteTable: tableOf(swim, other, members),
  }
}

function tableOf(swim: Swim, observer: number, members: readonly number[]): Table {
  const table: Record<string, { readonly state: MemberState; readonly version: number }> = {}
  for (const member of members) {
    const view = viewOf(swim, observer, member)
    if (view === UNKNOWN) continue
    table[`n${member}`] = { state: memberStates[stateOf(view)] as MemberState, version: incarnationOf(view) }
  }
  return table
}
