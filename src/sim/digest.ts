const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

/** A running 64-bit digest in two words; the same inputs in the same order give the same digest everywhere. */
export class Digest {
  readonly state = Int32Array.of(0x243f6a88, -0x7a5cf72d)

  /** Folds in a 32-bit word. */
  word(value: number): void {
    const { state } = this
    const product = Math.imul((state[0] as number) ^ value, 0x2c1b3c6d)
    const a = product ^ (product >>> 15)
    state[0] = a
    state[1] = (Math.imul((state[1] as number) ^ a, 0x297a2d39) + 0x5bd1e995) | 0
  }

  /** Folds in the two words of a number, as `number` does, where it is neither NaN nor −0. */
  bits(of: Int32Array): void {
    this.#pair(of[0] as number, of[1] as number)
  }

  /** Folds in a number, bit for bit; NaN counts as one value and −0 as 0. */
  number(value: number): void {
    double[0] = value + 0
    const comparable = !Number.isNaN(value)
    this.#pair(comparable ? (words[0] as number) : 0, comparable ? (words[1] as number) : 0x7ff80000)
  }

  /** Folds in two words at the cost of one, and unlike one: the first into the whole state, the second into half. */
  #pair(low: number, high: number): void {
    const { state } = this
    const product = Math.imul((state[0] as number) ^ low, 0x2c1b3c6d)
    const a = product ^ (product >>> 15)
    state[0] = a
    state[1] = (Math.imul((state[1] as number) ^ a ^ high, 0x297a2d39) + 0x3c6ef372) | 0
  }

  /** Folds in plain data, records by sorted key. */
  value(value: unknown): void {
    if (typeof value === 'number') this.number(value)
    else if (typeof value === 'string') this.text(value)
    else if (ArrayBuffer.isView(value)) this.numbers(value as Float64Array)
    else if (Array.isArray(value)) this.list(value)
    else if (typeof value === 'object' && value !== null) this.record(value as Readonly<Record<string, unknown>>)
    else this.word(value === true ? 1 : value === false ? 2 : 3)
  }

  numbers(values: Float64Array): void {
    this.word(values.length)
    for (let i = 0; i < values.length; i += 1) this.number(values[i] as number)
  }

  list(values: readonly unknown[]): void {
    this.word(values.length)
    for (const entry of values) this.value(entry)
  }

  text(value: string): void {
    this.word(value.length)
    for (let i = 0; i < value.length; i += 1) this.word(value.charCodeAt(i))
  }

  record(value: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(value).sort()) {
      if (value[key] === undefined) continue
      this.text(key)
      this.value(value[key])
    }
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0')
    return hex(this.state[0] as number) + hex(this.state[1] as number)
  }
}
