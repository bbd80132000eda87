/** Heights within a row, in CSS pixels: the level's top and floor, the line that ticks stand on, and the bracket. */
export const rowHeights = { row: 76, top: 7, floor: 34, base: 50, bracket: 67 } as const

/** Where a time stands: the present is a little left of the right edge. */
export interface TimeScale {
  readonly from: number
  readonly now: number
  readonly width: number
}

const RIGHT = 14

/** The x of a time, within the plot. */
export const xOf = ({ from, now, width }: TimeScale, time: number): number =>
  Math.round((Math.max(0, (time - from) / (now - from)) * (width - RIGHT) + 0.5) * 10) / 10

/** The y of a level: levels above the top are cut a little above it. */
export function yOf(level: number, top: number): number {
  const share = Math.min(1.15, Math.max(0, level / top))
  return Math.round((rowHeights.floor - share * (rowHeights.floor - rowHeights.top)) * 10) / 10
}

/** The line of a level; points before the plot are moved to its edge. */
export function levelPath(curve: Float64Array, top: number, scale: TimeScale): string {
  let path = ''
  for (let i = 0; i + 1 < curve.length; i += 2) {
    path += `${i === 0 ? 'M' : 'L'}${xOf(scale, curve[i] as number)} ${yOf(curve[i + 1] as number, top)}`
  }
  return path
}

/** The same as an area down to the floor. */
export function areaPath(line: string, curve: Float64Array, scale: TimeScale): string {
  if (line === '') return ''
  const last = xOf(scale, curve[curve.length - 2] as number)
  return `${line}L${last} ${rowHeights.floor}L${xOf(scale, curve[0] as number)} ${rowHeights.floor}Z`
}

/** Upright ticks at some times, from `low` up to `high`. */
export const tickPath = (times: readonly number[], scale: TimeScale, low: number, high: number): string =>
  times.map((time) => `M${xOf(scale, time)} ${low}V${high}`).join('')

/** Small discs at some times. */
export const discPath = (times: readonly number[], scale: TimeScale, y: number): string =>
  times.map((time) => `M${xOf(scale, time)} ${y}h0`).join('')

/** Small crosses at some times, hanging from the base line. */
export function crossPath(times: readonly number[], scale: TimeScale): string {
  const y = rowHeights.base + 3
  return times
    .map((time) => {
      const x = xOf(scale, time)
      return `M${x} ${rowHeights.base}V${y}M${x - 2} ${y}l4 5m0 -5l-4 5`
    })
    .join('')
}

/** Whole steps of time that fit between two labels. */
const STEPS = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000]

/** Times that the axis names. */
export function axisTimes({ from, now, width }: TimeScale): readonly number[] {
  const step = STEPS.find((candidate) => (candidate / (now - from)) * width >= 60) ?? 60_000
  const times: number[] = []
  for (let time = Math.max(0, Math.ceil(from / step) * step); time <= now; time += step) times.push(time)
  return times
}
