const arrays: Readonly<Record<string, { from(values: readonly number[]): object }>> = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Uint16Array,
  Uint8Array,
}

/** JSON of plain data, with typed arrays and the numbers that JSON lacks under the key `#`; throws on other data. */
export const toJson = (value: unknown): string => JSON.stringify(value, encoded)

function encoded(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error(`${key} is no plain data`)
  if (value === undefined && Array.isArray(this)) return { '#': 'undefined' }
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { '#': String(value), minus: Object.is(value, -0) }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (ArrayBuffer.isView(value)) return { '#': value.constructor.name, values: [...(value as Float64Array)] }
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error(`${key} is no plain data`)
  return value
}

/** The data of which `toJson` made the text. */
export const fromJson = (text: string): unknown => decoded(JSON.parse(text))

function decoded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(decoded)
  if (!('#' in value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decoded(part)]))
  const { '#': kind, minus, values } = value as { '#': string; minus?: boolean; values?: readonly unknown[] }
  if (kind === 'undefined') return undefined
  if (values) return arrays[kind]?.from(values.map(decoded) as number[])
  return minus ? -0 : Number(kind)
}
