import type { StoreApi } from 'zustand'

/** The stored text as an object; undefined when there is none, it is broken, or the browser keeps nothing. */
function read(key: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

/** Keeps a store in the browser: takes up what is there and has the present value's type, and writes every change. */
export function keep<T extends object>(store: StoreApi<T>, key: string): void {
  const kept = read(key)
  if (kept) {
    const present = Object.entries(store.getState()) as [keyof T & string, unknown][]
    const legal = present.filter(([name, value]) => Object.hasOwn(kept, name) && sameKind(kept[name], value))
    store.setState(Object.fromEntries(legal.map(([name]) => [name, kept[name]])) as Partial<T>)
  }
  store.subscribe((state) => {
    try {
      localStorage.setItem(key, JSON.stringify(state))
    } catch {
      // A browser that keeps nothing still runs every lab.
    }
  })
}

const sameKind = (a: unknown, b: unknown): boolean =>
  typeof a === typeof b && Array.isArray(a) === Array.isArray(b) && (a === null) === (b === null)
