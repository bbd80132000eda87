import { ALIVE, beliefOf, DEAD, LEFT, type MemberState, SUSPECT } from './member.ts'

/** A line of a membership table: what is believed of a member, and at which version (incarnation) of it. */
export interface Entry {
  readonly state: MemberState
  readonly version: number
}

/** A membership table by name of the member. */
export type Table = Readonly<Record<string, Entry>>

export interface MergeConfig {
  /**
   * Document: the higher version wins, whatever the states; equal versions with different states are a conflict that
   * the rule cannot decide, and the local entry stays. Incarnation: the higher version wins, and at equal versions left
   * > dead > suspect > alive, so that alive needs a strictly higher incarnation to win.
   */
  readonly rule: 'document' | 'incarnation'
  /**
   * What a remote "dead" is worth in a full exchange: itself, or a suspicion that the local node has still to confirm
   * (memberlist). The incarnation rule only.
   */
  readonly remoteDead: 'dead' | 'suspect'
  /** The member that merges: it alone raises its incarnation, and answers a higher claim about itself by doing so. */
  readonly self?: string
}

/** Why a merged entry is what it is. */
export type MergeReason = keyof typeof mergeReasons

/** The rules that decide an entry, in words. */
export const mergeReasons = {
  onlyLocal: { label: 'only local', means: 'The remote table does not know this member: the local entry stays.' },
  onlyRemote: { label: 'new', means: 'The local table did not know this member: the remote entry is taken.' },
  same: { label: 'equal', means: 'Both tables say the same.' },
  higherLocal: { label: 'higher version (local)', means: 'The local entry is newer and stays.' },
  higherRemote: { label: 'higher version (remote)', means: 'The remote entry is newer and is taken.' },
  strongerLocal: {
    label: 'stronger state (local)',
    means: 'Versions are equal: left beats dead, dead beats suspect, suspect beats alive. The local entry stays.',
  },
  strongerRemote: {
    label: 'stronger state (remote)',
    means: 'Versions are equal: left beats dead, dead beats suspect, suspect beats alive. The remote entry is taken.',
  },
  conflict: {
    label: 'conflict',
    means: 'Versions are equal but the states differ, and plain versions cannot decide: the local entry stays.',
  },
  suspected: {
    label: 'dead is hearsay',
    means: 'The remote side calls it dead. That is taken as a suspicion, which the member may still refute.',
  },
  refuted: {
    label: 'refuted',
    means: 'The claim is about the merging member itself: it answers as alive, with an incarnation above the claim.',
  },
} as const

/** One line of a merge: what either table said, what is kept, and the rule that decided. */
export interface MergedRow {
  readonly member: string
  readonly local?: Entry
  readonly remote?: Entry
  readonly merged: Entry
  readonly reason: MergeReason
}

const strength: Readonly<Record<MemberState, number>> = { alive: ALIVE, suspect: SUSPECT, dead: DEAD, left: LEFT }

const rank = (entry: Entry): number => beliefOf(strength[entry.state], entry.version)

const decided = (merged: Entry, reason: MergeReason) => ({ merged, reason })

/**
 * Merges two entries about one member. By incarnation this is the maximum of a total order: commutative, associative,
 * idempotent. The document's rule is so only while no two entries of one member have equal versions and different
 * states: in a conflict each side keeps its own. With `remoteDead: 'suspect'` or `self`, local and remote play
 * different
 * parts, and the merge is idempotent, but not commutative.
 */
export function mergeEntry(local: Entry, remote: Entry, config: MergeConfig) {
  if (local.version === remote.version && local.state === remote.state) return decided(local, 'same')
  if (config.rule === 'document') return byVersion(local, remote)
  const heard = worth(remote, config)
  if (heard.version !== local.version) return byVersion(local, heard, heard === remote ? 'higherRemote' : 'suspected')
  if (rank(heard) <= rank(local)) return decided(local, 'strongerLocal')
  return decided(heard, heard === remote ? 'strongerRemote' : 'suspected')
}

function byVersion(local: Entry, remote: Entry, taken: MergeReason = 'higherRemote') {
  if (local.version === remote.version) return decided(local, 'conflict')
  return local.version > remote.version ? decided(local, 'higherLocal') : decided(remote, taken)
}

const worth = (remote: Entry, config: MergeConfig): Entry =>
  remote.state === 'dead' && config.remoteDead === 'suspect' ? { state: 'suspect', version: remote.version } : remote

/** The answer of a member to a claim about itself that is not older than what it says of itself and not "alive". */
function refutation(local: Entry, remote: Entry): Entry | undefined {
  const claims = remote.state !== 'alive' && remote.version >= local.version
  const stolen = remote.state === 'alive' && remote.version > local.version
  return claims || stolen ? { state: 'alive', version: remote.version + 1 } : undefined
}

/** Merges a remote table into a local one: one row a member, in alphabetical order. */
export function mergeTables(local: Table, remote: Table, config: MergeConfig): readonly MergedRow[] {
  const members = [...new Set([...Object.keys(local), ...Object.keys(remote)])].sort()
  return members.map((member) => mergeRow(member, local[member], remote[member], config))
}

function mergeRow(member: string, local: Entry | undefined, remote: Entry | undefined, config: MergeConfig): MergedRow {
  if (local === undefined) {
    const heard = remote as Entry
    const taken = config.rule === 'incarnation' ? worth(heard, config) : heard
    return { member, remote: heard, merged: taken, reason: taken === heard ? 'onlyRemote' : 'suspected' }
  }
  if (remote === undefined) return { member, local, merged: local, reason: 'onlyLocal' }
  const answer = config.rule === 'incarnation' && member === config.self ? refutation(local, remote) : undefined
  if (answer && local.state === 'alive') return { member, local, remote, merged: answer, reason: 'refuted' }
  return { member, local, remote, ...mergeEntry(local, remote, config) }
}

/** The table that a merge leaves. */
export const mergedTable = (rows: readonly MergedRow[]): Table =>
  Object.fromEntries(rows.map(({ member, merged }) => [member, merged]))
