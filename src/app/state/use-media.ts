import { useCallback, useSyncExternalStore } from 'react'

/** The lists of queries that were asked: making one costs more than a look at it, and pictures come often. */
const lists = new Map<string, MediaQueryList>()

function listOf(query: string): MediaQueryList {
  const list = lists.get(query) ?? matchMedia(query)
  lists.set(query, list)
  return list
}

/** Whether a media query holds, and whenever that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = listOf(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => listOf(query).matches)
}

/** Three shapes of the page: three columns, a drawer for the guide, or sheets under the stage. */
export type Shape = 'wide' | 'drawer' | 'phone'

/** The shape that the window has room for. */
export function useShape(): Shape {
  const wide = useMedia('(min-width: 1200px)')
  const phone = useMedia('(max-width: 699px)')
  return phone ? 'phone' : wide ? 'wide' : 'drawer'
}
