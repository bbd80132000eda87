/** An object of a configuration: keys and anything. */
export type Fields = Readonly<Record<string, unknown>>

/** A container with probes, and the pod that it is part of, if the text has one. */
export interface Found {
  readonly container: Fields
  readonly pod?: Fields
}

/** The keys under which a container has its probes. */
export const probeFields = { startup: 'startupProbe', liveness: 'livenessProbe', readiness: 'readinessProbe' } as const

/** How deep probes may lie: those of a CronJob in a List lie 8 deep. */
const DEEPEST = 32

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * All containers with probes, in the order of the text but for init containers, which come last. A pod is whatever has
 * a list of containers, so that any workload, a list of them, a pod, a container and bare probes are all understood.
 */
export function containersIn(value: unknown): readonly Found[] {
  const main: Found[] = []
  const init: Found[] = []
  const seen = new Set<object>()
  const visit = (part: unknown, depth: number, found: Found[], pod?: Fields): void => {
    if (typeof part !== 'object' || part === null || seen.has(part) || depth > DEEPEST) return
    seen.add(part)
    if (Array.isArray(part)) {
      for (const item of part) visit(item, depth + 1, found, pod)
    } else if (isFields(part)) {
      if (Object.values(probeFields).some((key) => Object.hasOwn(part, key))) {
        found.push(pod ? { container: part, pod } : { container: part })
        return
      }
      const within = Array.isArray(part['containers']) ? part : pod
      for (const [key, inner] of Object.entries(part)) {
        visit(inner, depth + 1, key === 'initContainers' ? init : found, within)
      }
    }
  }
  visit(value, 0, main)
  return [...main, ...init]
}
