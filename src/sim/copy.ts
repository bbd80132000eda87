type TypedArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array
type PlainRecord = Record<string, unknown>

/** A structural copy of plain data: records, arrays, typed arrays, texts, numbers. Throws on anything else. */
export function copy<T>(value: T): T {
  return copied(value, () => ({}))
}

/**
 * The same, slower, for a copy that a run goes on with. An engine of JavaScript gives a record that is built key by key
 * another inner form than a literal, or none from some twenty keys on, and code that meets both forms runs several
 * times slower ever after. What it parses from JSON has the form of a literal.
 */
export function revived<T>(value: T): T {
  return copied(value, formOf)
}

function copied<T>(value: T, begin: (like: PlainRecord) => PlainRecord): T {
  if (typeof value === 'function') throw new Error('a world may hold plain data only')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry: unknown) => copied(entry, begin)) as T
  if (ArrayBuffer.isView(value)) return (value as unknown as TypedArray).slice() as unknown as T
  const prototype = Object.getPrototypeOf(value) as unknown
  if (prototype !== Object.prototype && prototype !== null) throw new Error('a world may hold plain data only')
  const result = begin(value as PlainRecord)
  for (const key in value) result[key] = copied(value[key], begin)
  return result as T
}

/** A record with the same keys, and numbers where `like` has them. */
function formOf(like: PlainRecord): PlainRecord {
  let text = ''
  for (const key in like) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${placeholder(like[key])}`
  return JSON.parse(`{${text}}`) as PlainRecord
}

const placeholder = (value: unknown): string =>
  typeof value !== 'number' ? 'null' : Number.isInteger(value) ? '0' : '0.5'
