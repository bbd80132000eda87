import type { TakeHome } from '../../lab/lesson.ts'
import { checkLabels } from './fleet.ts'
import type { HealthParams, params } from './params.ts'
import { probesOf, rulesOf } from './rules.ts'
import type { HealthSettings } from './take-home/settings.ts'
import { healthTakeHome } from './take-home.ts'

/** The settings in the terms of the exports, for one of the services. */
function settingsOf(given: HealthParams): HealthSettings {
  const { balancer, checks, critical, endpoints, outliers } = rulesOf(given)
  return {
    service: 'Orders',
    probes: probesOf(given),
    grace: given.grace,
    checks: checks.map(({ fall, interval, rise, staleAfter, timeout }, source) => ({
      name: checkLabels[source] ?? '',
      critical: critical[source] === true,
      remote: source > 0,
      interval,
      timeout,
      rise,
      fall,
      staleAfter,
    })),
    rules: endpoints,
    balancer: {
      interval: balancer.interval,
      jitter: balancer.jitter,
      timeout: balancer.timeout,
      rise: balancer.rise,
      fall: balancer.fall,
      panicThreshold: given.panicThreshold,
      ...(given.outliers ? { outliers } : {}),
    },
  }
}

/** The tuned checks as configuration of the systems that people run. */
export const takeHome: readonly TakeHome<typeof params>[] = healthTakeHome.map(({ text, ...rest }) => ({
  ...rest,
  text: (given) => text(settingsOf(given)),
}))
