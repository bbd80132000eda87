import type { ParamValue } from '../../../lab/param.ts'

/** Values by name, before their types are known. */
export type Given = Readonly<Record<string, ParamValue>>

/** Shown under these policies only. */
export const under =
  (...policies: readonly string[]) =>
  ({ policy }: Given): boolean =>
    policies.includes(String(policy))

/** Rules of which the anti-flapping cooldown is part; the others have damping of their own. */
export const COOLED = ['thresholds', 'matrix', 'predictive', 'scheduled'] as const

/** Thresholds are the rule, or lie beneath another one. */
export const usesThresholds = ({ policy, beneath }: Given): boolean =>
  policy === 'thresholds' || ((policy === 'predictive' || policy === 'scheduled') && beneath === true)

/** A share from 0.01 to `max`. */
export const share = (label: string, help: string, max = 1) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: 'share', min: 0.01, max, step: 0.01 }) as const

/** A number of instances. */
export const instances = (label: string, help: string, min = 1, max = 100) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: 'instances', min, max, step: 1 }) as const

/** A span of whole seconds; 0 is the leftmost place of its slider. */
export const span = (label: string, help: string, min: number, max: number) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: 'ms', min, max, step: 1000, scale: 'log' }) as const

/** A plain count. */
export const times = (label: string, help: string, max: number, min = 1) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: '', min, max, step: 1 }) as const
