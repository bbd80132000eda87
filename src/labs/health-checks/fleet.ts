/** The services of the exercise's dashboard; each has the same number of replicas behind one load balancer. */
export const serviceNames = ['Auth', 'Orders', 'Search'] as const

/** Number of services. */
export const SERVICES = serviceNames.length

/** What services depend on; all of them use the same database, API, cache and queue. */
export const dependencies = ['db', 'api', 'cache', 'queue'] as const

export const DB = 0
export const API = 1
export const CACHE = 2

/** The checks of a replica: its own process first, then one for each dependency, in their order. */
export const checkNames = ['process', 'db', 'api', 'cache', 'queue'] as const

/** Name of a check in words. */
export const checkLabels = ['Process', 'DB', 'API', 'Cache', 'Queue'] as const

/** Checks of a replica. */
export const CHECKS = checkNames.length

/**
 * A replica's sources of health results: its checks, the three probes of the orchestrator in the engine's order, and
 * the check of the load balancer.
 */
export const SOURCES = CHECKS + 4
export const STARTUP = SOURCES - 4
export const LIVENESS = SOURCES - 3
export const READINESS = SOURCES - 2
export const BALANCER = SOURCES - 1

/** Hosts are numbered across the services, so that a number names one replica whatever their count. */
export const serviceOf = (host: number): number => host % SERVICES

/** Place of a host among the replicas of its service. */
export const placeOf = (host: number): number => Math.floor(host / SERVICES)

/** The host at a place of a service. */
export const hostAt = (service: number, place: number): number => place * SERVICES + service

/** "orders-2". */
export const hostName = (host: number): string =>
  `${(serviceNames[serviceOf(host)] ?? '').toLowerCase()}-${placeOf(host) + 1}`
