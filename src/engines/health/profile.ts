import { type CheckConfig, checkDefaults } from './check.ts'

/** Whose active checks: the document's, or those of a load balancer. */
export type CheckProfile = 'document' | 'haproxy' | 'awsAlb' | 'envoy'

/**
 * The published defaults of each; Envoy has none for interval, time-out and thresholds, so those are of its examples.
 * A load balancer believes the first answer of a new host at once. HAProxy uses the host until then, the others do not;
 * Envoy's interval begins when a check has ended.
 */
export const checkProfiles: Readonly<Record<CheckProfile, CheckConfig>> = {
  document: checkDefaults,
  haproxy: { ...checkDefaults, interval: 2000, timeout: 2000, rise: 2, fall: 3, initial: 'pass', firstCounts: true },
  awsAlb: { ...checkDefaults, interval: 30_000, timeout: 5000, rise: 5, fall: 2, initial: 'fail', firstCounts: true },
  envoy: {
    ...checkDefaults,
    interval: 10_000,
    timeout: 1000,
    rise: 2,
    fall: 3,
    initial: 'fail',
    firstCounts: true,
    spacing: 'endToBegin',
  },
}
