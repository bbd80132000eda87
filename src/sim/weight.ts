/** As measured in Node, with the reference to the record; a browser's pointers are half as long. */
const RECORD = 32
const ENTRY = 8

/** About how many bytes plain data takes: typed arrays exactly, the rest by the number of its entries. */
export function weight(value: unknown): number {
  if (typeof value !== 'object' || value === null) return ENTRY
  if (ArrayBuffer.isView(value)) return value.byteLength
  let sum = RECORD
  for (const entry of Array.isArray(value) ? value : Object.values(value)) sum += weight(entry)
  return sum
}
