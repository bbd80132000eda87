import { type RefObject, useEffect, useState } from 'react'

/** So many pixels of an element may be cut without a word. */
const CUT = 12

const nothing: readonly string[] = []

/**
 * Names, as `data-below` gives them, of elements within `root` that lie under the lower edge of what it scrolls in:
 * less than `seen` pixels of them are in sight. `room` is taken at that edge by something else. `layout` says with
 * another text that the elements are others.
 */
export function useBelow(
  root: RefObject<HTMLElement | null>,
  scroller: string,
  layout: string,
  { seen = Number.POSITIVE_INFINITY, room = 0 } = {},
): readonly string[] {
  const [below, setBelow] = useState(nothing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout has other elements to watch
  useEffect(() => {
    const frame = root.current?.closest<HTMLElement>(scroller)
    const elements = [...(root.current?.querySelectorAll<HTMLElement>('[data-below]') ?? [])]
    if (!frame) return undefined
    const look = (): void => {
      const edge = frame.getBoundingClientRect().bottom - room
      const names = elements.flatMap((element) => {
        const { top, height } = element.getBoundingClientRect()
        return top + Math.min(height - CUT, seen) > edge ? [element.dataset['below'] ?? ''] : []
      })
      setBelow((before) => (before.join() === names.join() ? before : names))
    }
    const watch = new ResizeObserver(look)
    for (const watched of [frame, ...frame.children, ...elements]) watch.observe(watched)
    frame.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      frame.removeEventListener('scroll', look)
    }
  }, [root, scroller, layout, seen, room])
  return below
}
