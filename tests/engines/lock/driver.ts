import { acquire, type Claim, expire, extend, release } from '../../../src/engines/lock/holding.ts'
import { createService, type Lock, type LockConfig, lockOf, redisLock } from '../../../src/engines/lock/service.ts'

/** An owner value that belongs to a client and one of its acquisitions. */
export const claim = (client: number, acquisition = 1): Claim => ({ client, owner: client * 1000 + acquisition })

/** One lock of a service, with its edges in words. */
export class LockDriver {
  readonly config: LockConfig
  readonly service = createService(1)

  constructor(config: Partial<LockConfig> = {}) {
    this.config = { ...redisLock, over: 'atOrAfter', ...config }
  }

  get lock(): Lock {
    return lockOf(this.service, 0)
  }

  get edges(): readonly string[] {
    return this.service.trail.edges.slice(0, this.service.trail.count)
  }

  acquire(client: number, now: number, ttl = 100, acquisition = 1, patience = Infinity): string {
    return acquire(this.service, this.config, 0, claim(client, acquisition), ttl, now, patience)
  }

  extend(client: number, now: number, token: number, ttl = 100, acquisition = 1): string {
    return extend(this.service, this.config, 0, claim(client, acquisition), token, ttl, now)
  }

  release(client: number, now: number, acquisition = 1): string {
    return release(this.service, this.config, 0, claim(client, acquisition), now)
  }

  expire(now: number): boolean {
    return expire(this.service, this.config, 0, now)
  }
}
