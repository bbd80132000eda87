import type { Invariant } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import { closesGap, hasTokens } from './rules.ts'
import { brokenGrants } from './run/storage.ts'
import type { LockWorld } from './run/world.ts'

const noTokens = 'five nodes give no tokens'

/** Whether every lock was acquired at most once more than it ended. */
function oneEach({ account: { live } }: LockWorld): boolean {
  for (const holders of live) if (holders < 0 || holders > 1) return false
  return true
}

/** Whether no storage that compares tokens has let one fall. */
function neverFell({ checked }: LockWorld): boolean {
  for (const { backwards } of checked) if (backwards > 0) return false
  return true
}

/** What must hold after every event. */
export const invariants: readonly Invariant<typeof params, LockWorld>[] = [
  {
    key: 'oneHolder',
    label: 'A service keeps a lock for at most one holder',
    holds: (world) => oneEach(world) && brokenGrants(world) === 0,
  },
  {
    key: 'tokensRise',
    label: 'Every token is higher than all before',
    holds: (world, params) => (hasTokens(params) ? world.account.notHigher === 0 : undefined),
    unchecked: noTokens,
  },
  {
    key: 'ownerReleases',
    label: 'Only its owner releases a lock',
    holds: (world, params) => (params.releaseBy === 'owner' ? world.account.foreignReleases === 0 : undefined),
    unchecked: 'releases are not checked',
  },
  {
    key: 'tokensKept',
    label: 'With a token check, accepted tokens never fall',
    holds: (world, params) => (params.fencing !== 'none' && hasTokens(params) ? neverFell(world) : undefined),
    unchecked: 'the storage compares no tokens',
  },
  {
    key: 'noConflict',
    label: 'Told of tokens first, it stores no stale write',
    holds: (world, params) => (closesGap(params) ? world.account.breaches === 0 : undefined),
    unchecked: 'the storage learns of a new token only by its first write, or never',
  },
]
