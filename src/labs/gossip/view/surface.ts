import { useEffect, useRef, useState } from 'react'

/** The size of an element and the theme of the page: what a picture must be drawn anew for. */
export function useSurface() {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0, theme: '' })
  useEffect(() => {
    const root = document.documentElement
    const measure = (): void => {
      const box = place.current?.getBoundingClientRect()
      setSize({ width: box?.width ?? 0, height: box?.height ?? 0, theme: root.dataset['theme'] ?? '' })
    }
    const sizes = new ResizeObserver(measure)
    const themes = new MutationObserver(measure)
    if (place.current) sizes.observe(place.current)
    themes.observe(root, { attributeFilter: ['data-theme'] })
    return () => {
      sizes.disconnect()
      themes.disconnect()
    }
  }, [])
  return { place, ...size }
}
