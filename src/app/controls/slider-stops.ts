import type { NumberParam } from '../../lab/param.ts'

/** Places of a logarithmic slider before those that round to the same value are merged. */
const LOG_PLACES = 160

/** The value on the parameter's grid nearest to `value`, within its bounds. */
export function onGrid({ min, max, step }: NumberParam, value: number): number {
  const clamped = Math.min(max, Math.max(min, value))
  const cells = 1 / step
  const snapped = Number.isInteger(cells)
    ? Math.round((clamped - min) * cells) / cells + min
    : Math.round((clamped - min) / step) * step + min
  return Math.min(max, Number(snapped.toPrecision(12)))
}

/** The places of a slider in order, so that every arrow key changes the value. */
export interface Stops {
  readonly last: number
  readonly valueAt: (place: number) => number
  /** The place nearest to a value. */
  readonly placeOf: (value: number) => number
}

/** Places at equal distances, or at equal factors when the scale is logarithmic. */
export function sliderStops(param: NumberParam): Stops {
  return param.scale === 'log' ? logStops(param) : evenStops(param)
}

function evenStops(param: NumberParam): Stops {
  const last = Math.max(1, Math.round((param.max - param.min) / param.step))
  return {
    last,
    valueAt: (place) => onGrid(param, param.min + place * param.step),
    placeOf: (value) => Math.round((onGrid(param, value) - param.min) / param.step),
  }
}

function logStops(param: NumberParam): Stops {
  const low = param.min > 0 ? param.min : param.step
  const places = Array.from({ length: LOG_PLACES + 1 }, (_, i) =>
    onGrid(param, low * Math.exp((i / LOG_PLACES) * Math.log(param.max / low))),
  )
  const values = [...new Set([param.min, ...places, param.max])]
  return {
    last: values.length - 1,
    valueAt: (place) => values[place] ?? param.max,
    placeOf: (value) => {
      const above = values.findIndex((candidate) => candidate >= value)
      if (above < 0) return values.length - 1
      const [under, over] = [values[above - 1], values[above] as number]
      return under !== undefined && value * value < under * over ? above - 1 : above
    },
  }
}
