import type { NumberParam } from '../../lab/param.ts'
import { onGrid } from './slider-stops.ts'

/** From this largest value on, durations are shown in seconds. */
const SECONDS_FROM = 10_000

/** How a number parameter reads in its field: the unit beside it, and how many of its own units make one shown. */
interface Reading {
  readonly unit: string
  readonly factor: number
}

/** The unit beside a field: durations in ms or s, shares in per cent. */
export function reading({ unit, max }: NumberParam): Reading {
  if (unit === 'ms') return max >= SECONDS_FROM ? { unit: 's', factor: 1000 } : { unit: 'ms', factor: 1 }
  if (unit === 'share') return { unit: '%', factor: 0.01 }
  if (unit === 'x') return { unit: '×', factor: 1 }
  return { unit, factor: 1 }
}

function decimals({ step, min }: NumberParam, factor: number): number {
  const grid = [step / factor, min / factor]
  return (
    [0, 1, 2, 3].find((digits) => grid.every((value) => Math.abs(value - Number(value.toFixed(digits))) < 1e-9)) ?? 3
  )
}

/** The text in the field, without the unit: thousands grouped, as many decimals as the grid has. */
export function fieldText(param: NumberParam, value: number): string {
  const { factor } = reading(param)
  const [whole = '', fraction] = (value / factor).toFixed(decimals(param, factor)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

const suffixes: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, m: 60_000 }

/** The value on the grid that a typed text means: "2 s" as well as "2000ms"; undefined when it means none. */
export function fieldValue(param: NumberParam, text: string): number | undefined {
  const match = /^\s*([-−]?[\d,]*\.?\d+)\s*([a-z%×/]*)\s*$/i.exec(text)
  if (!match) return undefined
  const typed = Number((match[1] ?? '').replaceAll(',', '').replace('−', '-'))
  if (!Number.isFinite(typed)) return undefined
  const suffix = param.unit === 'ms' ? suffixes[(match[2] ?? '').toLowerCase()] : undefined
  return onGrid(param, typed * (suffix ?? reading(param).factor))
}
