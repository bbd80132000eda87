import type { Millis } from '../../units.ts'

/** Passive health checks: hosts are judged by what they answer to real traffic (Envoy's outlier detection). */
export interface OutlierConfig {
  /** Errors in a row that eject a host (≥); 0 ejects nobody. */
  readonly errorsInRow: number
  /** Time between two sweeps, which let hosts back in. */
  readonly interval: Millis
  /** How long the first ejection lasts at least; the n-th lasts n times as long. */
  readonly baseEjection: Millis
  readonly longestEjection: Millis
  /** Share of the hosts that may be ejected at once: (ejected + 1) ÷ hosts ≤ share, or the host stays. */
  readonly mostEjected: number
  /** One host may always be ejected, whatever the share. */
  readonly alwaysOne: boolean
}

/** The defaults of Envoy. */
export const outlierDefaults: OutlierConfig = {
  errorsInRow: 5,
  interval: 10_000,
  baseEjection: 30_000,
  longestEjection: 300_000,
  mostEjected: 0.1,
  alwaysOne: true,
}

/** The hosts of one balancer, by number. */
export interface Outliers {
  readonly errors: Int32Array
  readonly ejected: Uint8Array
  /**
   * How often in a row each was ejected: what its ejection is multiplied by. A sweep that finds it in takes one off.
   */
  readonly multiplier: Int32Array
  /** When each was ejected last. */
  readonly since: Float64Array
  /** Hosts ejected now. */
  active: number
  ejections: number
  /** Ejections that the share did not allow. */
  spared: number
  returns: number
}

/** Hosts that nobody has asked anything yet. */
export const createOutliers = (hosts: number): Outliers => ({
  errors: new Int32Array(hosts),
  ejected: new Uint8Array(hosts),
  multiplier: new Int32Array(hosts),
  since: new Float64Array(hosts),
  active: 0,
  ejections: 0,
  spared: 0,
  returns: 0,
})

/** Whether one more host may be ejected. */
export const mayEject = ({ active, ejected }: Outliers, config: OutlierConfig): boolean =>
  active + 1 <= config.mostEjected * ejected.length || (config.alwaysOne && active === 0)

/** A host has answered a request of a user; true when that ejected it. Answers of ejected hosts are not counted. */
export function noteAnswer(
  outliers: Outliers,
  config: OutlierConfig,
  host: number,
  succeeded: boolean,
  now: Millis,
): boolean {
  if (outliers.ejected[host] === 1) return false
  const errors = succeeded ? 0 : (outliers.errors[host] as number) + 1
  outliers.errors[host] = errors
  if (config.errorsInRow === 0 || errors < config.errorsInRow) return false
  outliers.errors[host] = 0
  if (!mayEject(outliers, config)) {
    outliers.spared += 1
    return false
  }
  outliers.ejected[host] = 1
  outliers.since[host] = now
  outliers.multiplier[host] = (outliers.multiplier[host] as number) + 1
  outliers.active += 1
  outliers.ejections += 1
  return true
}

/** How long the present ejection of a host lasts at least. */
export const ejectionTime = (outliers: Outliers, config: OutlierConfig, host: number): Millis =>
  Math.min(config.longestEjection, config.baseEjection * (outliers.multiplier[host] as number))

/**
 * A sweep, every `interval`: lets those back in whose ejection is over (≥), and takes one off the multiplier of every
 * host that was not ejected. Gives how many came back.
 */
export function sweep(outliers: Outliers, config: OutlierConfig, now: Millis): number {
  let back = 0
  for (let host = 0; host < outliers.ejected.length; host += 1) {
    if (outliers.ejected[host] === 0) {
      outliers.multiplier[host] = Math.max(0, (outliers.multiplier[host] as number) - 1)
    } else if (now - (outliers.since[host] as number) >= ejectionTime(outliers, config, host)) {
      letIn(outliers, host)
      back += 1
    }
  }
  return back
}

/** Forgets a host: another one stands in its place. */
export function forgetHost(outliers: Outliers, host: number): void {
  if (outliers.ejected[host] === 1) letIn(outliers, host)
  outliers.multiplier[host] = 0
  outliers.errors[host] = 0
}

function letIn(outliers: Outliers, host: number): void {
  outliers.ejected[host] = 0
  outliers.errors[host] = 0
  outliers.active -= 1
  outliers.returns += 1
}
