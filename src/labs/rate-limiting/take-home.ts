import type { TakeHome } from '../../lab/lesson.ts'
import type { Params } from '../../lab/param.ts'
import { envoyGlobal, envoyLocal } from './take-home/envoy.ts'
import { kong } from './take-home/kong.ts'
import { nginx } from './take-home/nginx.ts'
import type { LimiterNumbers } from './take-home/numbers.ts'
import { rateLimiterFlexible } from './take-home/rate-limiter-flexible.ts'

/** A configuration export that reads a limiter's numbers. */
export interface LimiterTakeHome extends Omit<TakeHome<Params>, 'text'> {
  readonly text: (numbers: LimiterNumbers) => string
}

/** The tuned limiter as configuration of the systems that people run. */
export const limiterTakeHome: readonly LimiterTakeHome[] = [
  { key: 'nginx', label: 'NGINX', language: 'nginx', text: nginx },
  { key: 'envoyLocal', label: 'Envoy local', language: 'yaml', text: envoyLocal },
  { key: 'envoyGlobal', label: 'Envoy global', language: 'yaml', text: envoyGlobal },
  { key: 'kong', label: 'Kong', language: 'yaml', text: kong },
  {
    key: 'rateLimiterFlexible',
    label: 'rate-limiter-flexible',
    language: 'javascript',
    text: rateLimiterFlexible,
  },
]
