import { type RefObject, useEffect } from 'react'

/** Half a pixel of rounding is no overflow. */
const SLACK = 2

/** Marks an element that scrolls sideways with `data-more`: on which sides there is more than is seen. */
export function useOverflow(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = element
    if (!current) return undefined
    const mark = (): void => {
      const { scrollLeft, scrollWidth, clientWidth } = current
      const left = scrollLeft > SLACK ? 'left' : ''
      const right = scrollLeft + clientWidth < scrollWidth - SLACK ? 'right' : ''
      current.dataset['more'] = `${left} ${right}`.trim()
    }
    const watch = new ResizeObserver(mark)
    for (const watched of [current, ...current.children]) watch.observe(watched)
    current.addEventListener('scroll', mark, { passive: true })
    return () => {
      watch.disconnect()
      current.removeEventListener('scroll', mark)
    }
  }, [element])
}
