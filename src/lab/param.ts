import type { Unit } from '../units.ts'
import { traceOf, traceText } from './trace.ts'

/** The panels' groups: what the world asks for, how the mechanism answers, what goes wrong. */
export type Group = 'load' | 'mechanism' | 'faults'

interface Common {
  readonly group: Group
  readonly label: string
  /** What it does, in the field's words, with its unit. */
  readonly help: string
  /** Folded under "More". */
  readonly more?: boolean
  /** Changes the size of the world: setting it begins a new run with the same seed. */
  readonly restarts?: boolean
  /** Shown only while this holds; a hidden parameter keeps its value. */
  readonly shownWhen?: (params: Readonly<Record<string, ParamValue>>) => boolean
}

export interface NumberParam extends Common {
  readonly kind: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  /**
   * The grid of legal values counted from `min`; the slider moves on it and every value from outside is rounded to it.
   */
  readonly step: number
  readonly default: number
  /** A slider whose equal distances are equal factors; `min` must then be above 0, or 0 is its leftmost place. */
  readonly scale?: 'log'
}

export interface Option {
  readonly label: string
  readonly help: string
  readonly tone?: 'fine' | 'caution' | 'failed'
}

export interface ChoiceParam<Key extends string = string> extends Common {
  readonly kind: 'choice'
  readonly options: Readonly<Record<Key, Option>>
  readonly default: Key
  /** Segmented buttons (few, short) or a menu. */
  readonly as?: 'segments' | 'menu'
}

export interface SwitchParam extends Common {
  readonly kind: 'switch'
  readonly default: boolean
}

/** A recorded load, as the text that `traceOf` reads; it comes from a file or the clipboard (`Lab.imports`). */
export interface TraceParam extends Common {
  readonly kind: 'trace'
  readonly default: string
}

export type Param = NumberParam | ChoiceParam | SwitchParam | TraceParam
export type ParamValue = number | string | boolean
export type Params = Readonly<Record<string, Param>>

/** The values of declared parameters, by name: what a model reads. */
export type Values<P extends Params> = {
  readonly [K in keyof P]: P[K] extends { readonly kind: 'number' }
    ? number
    : P[K] extends { readonly kind: 'switch' }
      ? boolean
      : P[K] extends { readonly options: infer O }
        ? keyof O & string
        : P[K] extends { readonly kind: 'trace' }
          ? string
          : never
}

/** Checks a declaration while keeping its exact type; throws on defaults that are not legal. */
export function defineParams<const P extends Params>(params: P): P {
  for (const [name, param] of Object.entries(params)) {
    const legal = legalValue(param, param.default)
    if (legal !== param.default) throw new Error(`the default of ${name} is not legal: ${param.default}`)
  }
  return params
}

/** The declared defaults. */
export function defaults<P extends Params>(params: P): Values<P> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default])) as Values<P>
}

/**
 * The legal value nearest to `value`: numbers are clamped and rounded to the grid, choices and switches must match.
 * Undefined when nothing near is meant (wrong type, not a number, unknown option, a trace that cannot be read).
 */
export function legalValue(param: Param, value: unknown): ParamValue | undefined {
  if (param.kind === 'switch') return typeof value === 'boolean' ? value : undefined
  if (param.kind === 'choice') {
    return typeof value === 'string' && Object.hasOwn(param.options, value) ? value : undefined
  }
  if (param.kind === 'trace') {
    const trace = typeof value === 'string' ? traceOf(value) : undefined
    return trace && traceText(trace)
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const { min, max, step } = param
  const clamped = value < min ? min : value > max ? max : value
  const cells = 1 / step
  const snapped = Number.isInteger(cells)
    ? Math.round((clamped - min) * cells) / cells + min
    : Math.round((clamped - min) / step) * step + min
  const tidy = Number(snapped.toPrecision(12))
  return tidy > max ? max : tidy
}
