import { type BreakerConfig, neededCalls } from '../../../engines/circuit-breaker/policy.ts'
import type { Millis } from '../../../units.ts'
import type { BreakerParams } from '../params.ts'
import { configOf } from '../rules.ts'

/** The trip rule in another system's terms: a share of failures over a window, and what is lost by saying it so. */
export interface Translation {
  readonly share: number
  /** Calls that the window must hold before it is judged. */
  readonly needed: number
  readonly notes: readonly string[]
}

/** The rule as a share of a window of calls, or of time where it is one already. */
export interface CallTranslation extends Translation {
  readonly kind: 'calls' | 'time'
  readonly calls: number
}

/** What an export is made of: the parameters and the rules that they amount to. */
export interface Source {
  readonly params: BreakerParams
  readonly config: BreakerConfig
}

export const sourceOf = (params: BreakerParams): Source => ({ params, config: configOf(params) })

/** Failures that open the breaker where failures are counted. */
export const failuresNeeded = (config: BreakerConfig): number =>
  config.operator === 'above' ? config.failuresToOpen + 1 : config.failuresToOpen

const atMostAll = (share: number): number => (share > 1 ? 1 : share)

/** What is lost where failures in a row stand for failures in all. */
export const unforgiving = (failures: number): string =>
  `Failures that no success forgives have no counterpart here; ${failures} in a row is the nearest.`

/** The rule for a system that can keep the last calls. */
export function overCalls(config: BreakerConfig): CallTranslation {
  const failures = failuresNeeded(config)
  const needed = neededCalls(config)
  const calls = config.windowCalls
  const rate = { kind: config.window, calls, needed, share: config.failureRateToOpen, notes: [] }
  switch (config.trip) {
    case 'rate':
      return rate
    case 'count':
      return config.window === 'time'
        ? { ...rate, share: atMostAll(failures / needed), notes: [countOverTime(failures, needed)] }
        : {
            ...rate,
            needed: calls,
            share: atMostAll(failures / calls),
            notes: [`${failures} of the last ${calls} calls, as a share of a full window.`],
          }
    case 'consecutive':
    case 'total':
      return {
        kind: 'calls',
        calls: failures,
        needed: failures,
        share: 1,
        notes: [
          config.trip === 'total'
            ? unforgiving(failures)
            : `A window of ${failures} calls that have all failed: ${failures} failures in a row.`,
        ],
      }
  }
}

const countOverTime = (failures: number, needed: number): string =>
  `A number of failures in a stretch of time has no counterpart here: ${failures} of ${needed} calls, as a share.`

/** The rule for a system that can only look at a stretch of time. */
export function overTime(config: BreakerConfig): Translation & { readonly time: Millis } {
  const { windowTime: time, failureRateToOpen: share } = config
  const failures = failuresNeeded(config)
  const needed = neededCalls(config)
  if (config.trip === 'consecutive' || config.trip === 'total') {
    const note = `Failures in a row have no counterpart here: ${failures} calls or more, all of which failed.`
    return { time, needed: failures, share: 1, notes: config.trip === 'total' ? [unforgiving(failures), note] : [note] }
  }
  const notes =
    config.window === 'calls' ? ['The last N calls have no counterpart here: a stretch of time is used.'] : []
  if (config.trip === 'rate') return { time, needed, share, notes }
  const whole = config.window === 'calls' ? config.windowCalls : needed
  return {
    time,
    needed: whole,
    share: atMostAll(failures / whole),
    notes: [...notes, `${failures} of ${whole} calls, as a share.`],
  }
}

/** A share in per cent, without the noise of binary fractions. */
export const percent = (share: number): number => Number((share * 100).toFixed(4))

/** A duration as a configuration file writes it: whole seconds as seconds, all else as milliseconds. */
export const span = (time: Millis): string => (time > 0 && time % 1000 === 0 ? `${time / 1000}s` : `${time}ms`)

/** What a system with a single probe loses of half-open. */
export function singleProbe({ config }: Source, name: string): readonly string[] {
  const several = config.probes !== 1 || config.probesToClose > 1 || config.verdict === 'rate'
  const lost = several ? [`${name} sends one probe and believes its result; more probes cannot be asked for.`] : []
  const longest = `${name} knows no longest stay in half-open.`
  return config.halfOpenLongest > 0 ? [...lost, longest] : lost
}

/** What a system without a slow-call rate loses. */
export const noSlowRate = ({ config }: Source, name: string): readonly string[] =>
  config.slow ? [`${name} does not count slow calls; a time-out of ${span(config.slowAfter)} would fail them.`] : []

/** Lines of text, those of `undefined` left out, with a newline at the end. */
export const text = (lines: readonly (string | undefined)[]): string =>
  `${lines.filter((line) => line !== undefined).join('\n')}\n`

/** Notes as comments. */
export const comments = (mark: string, notes: readonly string[]): readonly string[] =>
  notes.map((note) => `${mark} ${note}`)
