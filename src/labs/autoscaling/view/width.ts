import { useEffect, useRef, useState } from 'react'

/** The width of an element, measured again whenever it changes. */
export function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const sizes = new ResizeObserver(() => setWidth(place.current?.getBoundingClientRect().width ?? 0))
    if (place.current) sizes.observe(place.current)
    return () => sizes.disconnect()
  }, [])
  return { place, width }
}
