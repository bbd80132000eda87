import { type CheckConfig, checkDefaults } from '../../engines/health/check.ts'
import { type ContainerConfig, type ProbeConfig, probeRule } from '../../engines/health/container.ts'
import type { EndpointRules } from '../../engines/health/endpoint.ts'
import { type OutlierConfig, outlierDefaults } from '../../engines/health/outlier.ts'
import { checkProfiles } from '../../engines/health/profile.ts'
import type { HealthParams } from './params.ts'

/** The engines' configurations under the parameters. */
export interface Rules {
  readonly container: ContainerConfig
  /** By check: the process, then the dependencies in their order. */
  readonly checks: readonly CheckConfig[]
  readonly critical: readonly boolean[]
  readonly balancer: CheckConfig
  readonly endpoints: EndpointRules
  readonly outliers: OutlierConfig
}

/** The process looks after itself often and in no time. */
const OWN_INTERVAL = 5000
const OWN_TIMEOUT = 1000
/** The longest that an ejection gets. */
const LONGEST_EJECTION = 300_000

/** The configurations under the parameters. */
export function rulesOf(params: HealthParams): Rules {
  return {
    container: containerOf(params),
    checks: checksOf(params),
    critical: [true, params.dbCritical, params.apiCritical, params.cacheCritical, params.queueCritical],
    balancer: {
      ...checkProfiles[params.lbRules],
      interval: params.lbInterval,
      timeout: params.lbTimeout,
      rise: params.lbRise,
      fall: params.lbFall,
    },
    endpoints: endpointsOf(params),
    outliers: {
      ...outlierDefaults,
      errorsInRow: params.outliers ? params.outlierErrors : 0,
      interval: params.outlierInterval,
      baseEjection: params.outlierEjection,
      longestEjection: Math.max(LONGEST_EJECTION, params.outlierEjection),
      mostEjected: params.outlierShare,
    },
  }
}

/** Which checks the endpoints read; a liveness that nobody probes reads the process. */
export const endpointsOf = ({ liveReads, readyReads, unknown }: HealthParams): EndpointRules => ({
  live: liveReads === 'none' ? 'own' : liveReads,
  ready: readyReads,
  unknown,
})

/** The probes that there are, in the terms of Kubernetes. */
export function probesOf(
  params: HealthParams,
): Readonly<Partial<Record<'startup' | 'liveness' | 'readiness', ProbeConfig>>> {
  const startup: ProbeConfig = {
    initialDelay: params.startupDelay,
    period: params.startupPeriod,
    timeout: params.startupTimeout,
    successThreshold: 1,
    failureThreshold: params.startupFall,
  }
  const liveness: ProbeConfig = {
    initialDelay: params.liveDelay,
    period: params.livePeriod,
    timeout: params.liveTimeout,
    successThreshold: 1,
    failureThreshold: params.liveFall,
  }
  const readiness: ProbeConfig = {
    initialDelay: params.readyDelay,
    period: params.readyPeriod,
    timeout: params.readyTimeout,
    successThreshold: params.readyRise,
    failureThreshold: params.readyFall,
  }
  return {
    ...(params.startupProbe ? { startup } : {}),
    ...(params.liveReads === 'none' ? {} : { liveness }),
    ...(params.rotationBy === 'readiness' ? { readiness } : {}),
  }
}

function containerOf(params: HealthParams): ContainerConfig {
  const { startup, liveness, readiness } = probesOf(params)
  return {
    probes: {
      ...(startup ? { startup: probeRule('startup', startup) } : {}),
      ...(liveness ? { liveness: probeRule('liveness', liveness) } : {}),
      ...(readiness ? { readiness: probeRule('readiness', readiness) } : {}),
    },
    backOff: { first: params.backOffFirst, longest: Math.max(params.backOffFirst, params.backOffLongest) },
  }
}

function checksOf(params: HealthParams): readonly CheckConfig[] {
  const common = {
    ...checkDefaults,
    jitter: params.checkJitter,
    rise: params.checkRise,
    fall: params.checkFall,
    staleAfter: params.staleAfter,
  }
  return [
    { ...checkDefaults, jitter: params.checkJitter, interval: OWN_INTERVAL, timeout: OWN_TIMEOUT },
    { ...common, interval: params.dbInterval, timeout: params.dbTimeout },
    { ...common, interval: params.apiInterval, timeout: params.apiTimeout },
    { ...common, interval: params.cacheInterval, timeout: params.cacheTimeout },
    { ...common, interval: params.queueInterval, timeout: params.queueTimeout },
  ]
}
