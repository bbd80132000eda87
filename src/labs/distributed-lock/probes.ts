import type { Probe } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import { percentile } from '../../world/latencies.ts'
import type { params } from './params.ts'
import { hasTokens } from './rules.ts'
import type { Totals } from './run/account.ts'
import { longestOrphan } from './run/mischief.ts'
import type { LockWorld } from './run/world.ts'

type LockProbe = Probe<typeof params, LockWorld>

/** How far back waits are looked at. */
const WINDOW: Millis = 30_000

const total = (name: keyof Totals, label: string): LockProbe => ({
  label,
  unit: '',
  kind: 'count',
  read: ({ totals }) => totals[name],
})

const wait = (share: number, label: string): LockProbe => ({
  label,
  unit: 'ms',
  kind: 'level',
  read: ({ waits }, _, now) => percentile(waits, share, now, WINDOW),
})

const doing = (label: string, states: readonly string[]): LockProbe => ({
  label,
  unit: '',
  kind: 'level',
  read: ({ members }) => members.filter(({ lock }) => states.includes(lock.state)).length,
})

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

/** The numbers read off the world. Tokens are those of the first lock. */
export const probes = {
  acquired: total('acquired', 'Locks acquired'),
  gaveUp: total('gaveUp', 'Clients that gave up'),
  lost: total('lost', 'Locks that their client learned to have lost'),
  requests: total('requests', 'Requests for a lock'),
  accepted: total('accepted', 'Writes accepted'),
  rejected: total('rejected', 'Writes rejected'),
  conflicts: total('conflicts', 'Conflicting writes'),
  conflictsSoFar: { label: 'Conflicts so far', unit: '', kind: 'level', read: ({ totals }) => totals.conflicts },
  acceptedSoFar: { label: 'Writes so far', unit: '', kind: 'level', read: ({ totals }) => totals.accepted },
  p50: wait(0.5, 'Half of the waits'),
  p95: wait(0.95, '95% of the waits'),
  issued: {
    label: 'Token issued last',
    unit: '',
    kind: 'level',
    read: ({ account }, params) => (hasTokens(params) && account.issued[0] ? account.issued[0] : NaN),
  },
  seen: {
    label: 'Highest token that the storage accepted',
    unit: '',
    kind: 'level',
    read: ({ unchecked, checked }, params) => {
      const stored = (params.fencing === 'none' ? unchecked : checked)[0]
      return stored && hasTokens(params) && stored.highestAccepted > 0 ? stored.highestAccepted : NaN
    },
  },
  written: {
    label: 'Token of the last accepted write',
    unit: '',
    kind: 'level',
    read: ({ unchecked, checked }, params) => {
      const stored = (params.fencing === 'none' ? unchecked : checked)[0]
      return stored && hasTokens(params) && stored.token > 0 ? stored.token : NaN
    },
  },
  holding: doing('Clients that believe to hold a lock', ['holding.working', 'holding.renewing']),
  waiting: doing('Clients that wait', ['asking', 'waiting.backoff', 'waiting.queued']),
  falseExpiryShare: {
    label: 'Locks that ended under a holder at work',
    unit: 'share',
    kind: 'level',
    read: ({ totals }) => share(totals.falseExpiries, totals.acquired),
  },
  orphanTime: {
    label: 'Longest time for which a crashed client held a lock',
    unit: 'ms',
    kind: 'level',
    read: (world, _, now) => longestOrphan(world, now),
  },
  requestsEach: {
    label: 'Requests for each lock acquired',
    unit: '',
    kind: 'level',
    read: ({ totals }) => (totals.acquired > 0 ? totals.requests / totals.acquired : NaN),
  },
  gaveUpShare: {
    label: 'Share of wishes given up',
    unit: 'share',
    kind: 'level',
    read: ({ totals }) => share(totals.gaveUp, totals.wishes),
  },
} as const satisfies Readonly<Record<string, LockProbe>>
