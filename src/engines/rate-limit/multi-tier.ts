import { UNBOUNDED } from './keyed.ts'
import type { LimiterConfig } from './limiter.ts'
import type { TiersConfig } from './tiers.ts'

/** The limits of the document's multi-user architecture: of each user, of each address, of all together. */
export interface MultiTierLimits {
  readonly user: LimiterConfig
  readonly address: LimiterConfig
  readonly global: LimiterConfig
}

/** User, then address, then global; all three are checked, and a request passes when all of them pass (D11). */
export const multiTier = (
  limits: MultiTierLimits,
  commit: TiersConfig['commit'] = 'together',
  keys = UNBOUNDED,
): TiersConfig => ({
  commit,
  keys,
  tiers: [
    { name: 'user', by: 'user', limit: limits.user },
    { name: 'address', by: 'address', limit: limits.address },
    { name: 'global', by: 'everyone', limit: limits.global },
  ],
})
