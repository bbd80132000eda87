import type { ClientConfig } from '../../engines/lock/client.ts'
import type { LeaseConfig } from '../../engines/lock/lease.ts'
import { type QuorumConfig, redlock, redlockNode } from '../../engines/lock/quorum.ts'
import { type LockConfig, redisLock } from '../../engines/lock/service.ts'
import type { Millis } from '../../units.ts'
import type { LockParams } from './params.ts'

/** A node's rules: what the parameters leave open, and what makes it one of five. */
export const lockConfigOf = (params: LockParams): LockConfig =>
  params.service === 'quorum'
    ? { ...redlockNode, over: 'atOrAfter', releaseBy: params.releaseBy }
    : {
        ...redisLock,
        over: params.over,
        sweepEvery: params.sweepEvery,
        releaseBy: params.releaseBy,
        repeated: params.repeated,
        waiting: params.waiting,
      }

/** A store of leases; the shortest lease is what one asks for. */
export const leaseConfigOf = ({ sweepEvery }: LockParams): LeaseConfig => ({ sweepEvery, leastTtl: 1 })

/** A quorum of five. */
export const quorumConfigOf = ({ clockDriftShare }: LockParams): QuorumConfig => ({ ...redlock, clockDriftShare })

/** A client's patience, waits and margin. */
export const clientConfigOf = (params: LockParams, margin: Millis): ClientConfig => ({
  backoff: params.backoff,
  backoffBase: params.backoffBase,
  backoffLongest: params.backoffLongest,
  acquireTimeout: params.acquireTimeout,
  margin,
})

/** Whether grants carry a number that storages can compare. */
export const hasTokens = ({ service }: LockParams): boolean => service !== 'quorum'

/** Whether the storage learns of a new holder before its work begins. */
export const closesGap = (params: LockParams): boolean =>
  hasTokens(params) && (params.fencing === 'stamped' || params.fencing === 'published')
