import type { Probe } from '../lab/chart.ts'
import type { AnyLab } from '../lab/lab.ts'
import type { Millis } from '../units.ts'
import type { ChartWindow, Samples } from './protocol.ts'

/** Rows kept at full resolution; twice as many halve it. At 100 ms a row that is 100 minutes, and 0.5 MB a probe. */
const MOST_ROWS = 65_536

/** The samples of all probes over a run: row r stands for the time r × every × stride. */
export class History {
  readonly #names: readonly string[]
  readonly #probes: readonly Probe<never, unknown>[]
  readonly #every: Millis
  #columns: Float64Array[]
  #stride = 1
  #rows = 0

  constructor(lab: AnyLab) {
    this.#names = Object.keys(lab.probes)
    this.#probes = Object.values(lab.probes)
    this.#every = lab.every
    this.#columns = this.#names.map(() => new Float64Array(1024))
  }

  /** Reads every probe at a sampling time, unless it has been read when the run first passed there. */
  record(time: Millis, world: unknown, params: unknown): void {
    const cell = Math.round(time / this.#every)
    if (cell % this.#stride !== 0 || cell / this.#stride !== this.#rows) return
    if (this.#rows === MOST_ROWS) {
      this.#halve()
      if (cell % this.#stride !== 0) return
    }
    if (this.#rows === this.#columns[0]?.length) this.#columns = this.#columns.map(doubled)
    this.#probes.forEach((probe, i) => {
      const column = this.#columns[i]
      if (column) column[this.#rows] = probe.read(world, params as never, time)
    })
    this.#rows += 1
  }

  #halve(): void {
    this.#stride *= 2
    this.#rows = Math.ceil(this.#rows / 2)
    for (const column of this.#columns) for (let r = 0; r < this.#rows; r += 1) column[r] = column[r * 2] as number
  }

  /** Forgets what was sampled at or after `time`. */
  truncate(time: Millis): void {
    this.#rows = Math.min(this.#rows, Math.ceil(time / (this.#every * this.#stride)))
  }

  /**
   * At most `points` points a probe over the window; buckets lie on a fixed grid, so that nothing trembles as time
   * goes on.
   */
  samples({ from, to, points }: ChartWindow): Samples {
    const row = this.#every * this.#stride
    const step = Math.max(1, Math.ceil((to - from) / row / points))
    const first = Math.max(0, Math.floor(from / (row * step)))
    const last = Math.min(Math.ceil(to / (row * step)), Math.floor((this.#rows - 1) / step))
    const count = Math.max(0, last - first)
    const time = new Float64Array(count)
    for (let i = 0; i < count; i += 1) time[i] = (first + i + 1) * step * row
    const values: Record<string, Float64Array> = {}
    this.#names.forEach((name, p) => {
      const column = this.#columns[p] as Float64Array
      const target = new Float64Array(count)
      const counting = this.#probes[p]?.kind === 'count'
      for (let i = 0; i < count; i += 1) {
        const start = (first + i) * step
        target[i] = counting ? growth(column, start, step, row) : outlier(column, start + 1, step)
      }
      values[name] = target
    })
    return { time, values }
  }
}

const doubled = (column: Float64Array): Float64Array => {
  const longer = new Float64Array(column.length * 2)
  longer.set(column)
  return longer
}

const growth = (column: Float64Array, start: number, step: number, row: Millis): number =>
  (((column[start + step] as number) - (column[start] as number)) * 1000) / (step * row)

/** The value of a bucket that lies furthest from the bucket's mean, so that spikes survive thinning. */
function outlier(column: Float64Array, start: number, step: number): number {
  if (step === 1) return column[start] as number
  let sum = 0
  let known = 0
  for (let r = start; r < start + step; r += 1) {
    const value = column[r] as number
    if (!Number.isNaN(value)) {
      sum += value
      known += 1
    }
  }
  if (known === 0) return NaN
  const mean = sum / known
  let chosen = NaN
  let distance = -1
  for (let r = start; r < start + step; r += 1) {
    const away = Math.abs((column[r] as number) - mean)
    if (away > distance) {
      chosen = column[r] as number
      distance = away
    }
  }
  return chosen
}
