import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds, and whenever that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Three shapes of the page: three columns, a drawer for the guide, or sheets under the stage. */
export type Shape = 'wide' | 'drawer' | 'phone'

/** The shape that the window has room for. */
export function useShape(): Shape {
  const wide = useMedia('(min-width: 1200px)')
  const phone = useMedia('(max-width: 699px)')
  return phone ? 'phone' : wide ? 'wide' : 'drawer'
}
