import type { ProbeConfig, ProbeKind } from '../../../engines/health/container.ts'
import type { EndpointRules, ServiceCheck } from '../../../engines/health/endpoint.ts'
import type { OutlierConfig } from '../../../engines/health/outlier.ts'
import type { Millis } from '../../../units.ts'

/** A check of the service, as exports need it. */
export interface ExportedCheck extends Pick<ServiceCheck, 'name' | 'critical' | 'remote'> {
  readonly interval: Millis
  readonly timeout: Millis
  readonly rise: number
  readonly fall: number
  /** How long a cached result is served; 0 for ever. */
  readonly staleAfter: Millis
}

/** The active checks of the load balancer. */
export interface ExportedBalancer {
  readonly interval: Millis
  /** Share of the interval by which each gap is shortened or lengthened, 0 to 1. */
  readonly jitter: number
  readonly timeout: Millis
  readonly rise: number
  readonly fall: number
  /** Below this share of available hosts all get traffic; 0 never. */
  readonly panicThreshold: number
  /** Passive checks; absent where nobody is ejected. */
  readonly outliers?: OutlierConfig
}

/** What the exports need to know of the tuned settings, in the terms of the engines. */
export interface HealthSettings {
  readonly service: string
  /** The probes that there are. */
  readonly probes: Readonly<Partial<Record<ProbeKind, ProbeConfig>>>
  /** How long a process that is killed may take to end; absent where that is left to the system. */
  readonly grace?: Millis
  readonly checks: readonly ExportedCheck[]
  readonly rules: EndpointRules
  readonly balancer: ExportedBalancer
}

/** Lines of text, those of `undefined` left out, with a newline at the end. */
export const text = (lines: readonly (string | undefined)[]): string =>
  `${lines.filter((line) => line !== undefined).join('\n')}\n`

/** Sentences as comments, those of `undefined` left out. */
export const comments = (mark: string, notes: readonly (string | undefined)[]): readonly string[] =>
  notes.flatMap((note) => (note === undefined ? [] : [`${mark} ${note}`]))

/** A number to three decimals, without trailing zeros. */
export const plain = (value: number): number => Number(value.toFixed(3))

/** A duration in whole seconds or else in whole milliseconds, for readers that know no fractions. */
export const span = (time: Millis): string =>
  time > 0 && time % 1000 === 0 ? `${time / 1000}s` : `${Math.round(time)}ms`

/** A duration in seconds, as plain as it can be written. */
export const seconds = (time: Millis): string => `${plain(time / 1000)}s`

/** A name that may stand in a configuration file without quotes. */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'check'

/** Names in a row: "db, cache". */
export const list = (names: readonly string[]): string => names.join(', ')
