type TypedArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** A structural copy of plain data: records, arrays, typed arrays, texts, numbers. Throws on anything else. */
export function copy<T>(value: T): T {
  if (typeof value === 'function') throw new Error('a world may hold plain data only')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy) as T
  if (ArrayBuffer.isView(value)) return (value as unknown as TypedArray).slice() as unknown as T
  const prototype = Object.getPrototypeOf(value) as unknown
  if (prototype !== Object.prototype && prototype !== null) throw new Error('a world may hold plain data only')
  const result: Record<string, unknown> = {}
  for (const key in value) result[key] = copy(value[key])
  return result as T
}
