import { fitted, following, held, overflows, type Size, type View, zoomed, zoomIn, zoomOut } from './camera.ts'

/** Looks at a drawing through a window: fits it, pans and zooms it. */
export interface PanZoom {
  seeWhole(): void
  zoom(direction: 'in' | 'out'): void
  /** Brings an element into view, unless the reader has moved the drawing; `always` is for a focused one. */
  follow(element: Element, always?: boolean): void
  end(): void
}

/** Automatic panning follows at most this often, in milliseconds. */
const followPeriod = 900

/** Lets the reader move and scale `svg`, whose own units are `drawing`, within `frame`. */
export function panZoom(frame: HTMLElement, svg: SVGSVGElement, drawing: Size): PanZoom {
  let view: View = { scale: 0, x: 0, y: 0 }
  let room: Size = { width: 0, height: 0 }
  let byHand = false
  let last: { readonly at: number; readonly element?: Element } = { at: Number.NEGATIVE_INFINITY }
  const placeOf = placeFinder(svg)
  const look = (next: View) => {
    if (next.scale !== view.scale) {
      svg.style.width = `${drawing.width * next.scale}px`
      svg.style.height = `${drawing.height * next.scale}px`
      svg.style.setProperty('--u', String(1 / next.scale))
    }
    view = next
    svg.style.transform = `translate(${view.x.toFixed(1)}px, ${view.y.toFixed(1)}px)`
    frame.toggleAttribute('data-overflows', overflows(view, drawing, room))
  }
  const seeWhole = () => {
    byHand = false
    frame.removeAttribute('data-zoomed')
    look(fitted(drawing, room))
  }
  const zoom = (factor: number, at: { x: number; y: number }) => {
    byHand = true
    frame.removeAttribute('data-following')
    frame.setAttribute('data-zoomed', '')
    look(zoomed(view, factor, at, drawing, room))
  }
  const move = (x: number, y: number) => {
    byHand = true
    frame.removeAttribute('data-following')
    look(held({ ...view, x: view.x + x, y: view.y + y }, drawing, room))
  }
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return
    room = { width: entry.contentRect.width, height: entry.contentRect.height }
    if (byHand) look(held(view, drawing, room))
    else seeWhole()
    if (last.element && !byHand && overflows(view, drawing, room))
      look(following(view, placeOf(last.element, view.scale), drawing, room))
  })
  observer.observe(frame)
  const release = listen(frame, zoom, move)
  return {
    seeWhole,
    zoom: (direction) => zoom(direction === 'in' ? zoomIn : zoomOut, { x: room.width / 2, y: room.height / 2 }),
    follow(element, always = false) {
      const now = performance.now()
      last = { ...last, element }
      if (!overflows(view, drawing, room) || (!always && (byHand || now - last.at < followPeriod))) return
      const next = following(view, placeOf(element, view.scale), drawing, room)
      if (next.x === view.x && next.y === view.y) return
      last = { at: now, element }
      frame.setAttribute('data-following', '')
      look(next)
    },
    end() {
      observer.disconnect()
      release()
    },
  }
}

/** Tells where elements lie in the drawing's own units. Each is measured once: to measure is to lay out the page. */
function placeFinder(svg: SVGSVGElement): (element: Element, scale: number) => DOMRectReadOnly {
  const places = new WeakMap<Element, DOMRectReadOnly>()
  return (element, scale) => {
    const known = places.get(element)
    if (known) return known
    const [box, origin] = [element.getBoundingClientRect(), svg.getBoundingClientRect()]
    const [x, y] = [(box.x - origin.x) / scale, (box.y - origin.y) / scale]
    const place = new DOMRect(x, y, box.width / scale, box.height / scale)
    places.set(element, place)
    return place
  }
}

/** Dragging moves; the wheel with Ctrl, which is also a pinch on a touchpad, scales. */
function listen(
  frame: HTMLElement,
  zoom: (factor: number, at: { x: number; y: number }) => void,
  move: (x: number, y: number) => void,
): () => void {
  const control = new AbortController()
  const { signal } = control
  let from: { x: number; y: number; id: number } | undefined
  frame.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const { left, top } = frame.getBoundingClientRect()
      zoom(Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top })
    },
    { signal, passive: false },
  )
  frame.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button === 0 && frame.hasAttribute('data-overflows'))
        from = { x: event.clientX, y: event.clientY, id: event.pointerId }
    },
    { signal },
  )
  frame.addEventListener(
    'pointermove',
    (event) => {
      if (!from || event.pointerId !== from.id) return
      const [x, y] = [event.clientX - from.x, event.clientY - from.y]
      // A click with an unsteady hand is still a click.
      if (!frame.hasAttribute('data-dragging') && Math.abs(x) + Math.abs(y) < 5) return
      if (!frame.hasAttribute('data-dragging')) frame.setPointerCapture(event.pointerId)
      frame.setAttribute('data-dragging', '')
      from = { ...from, x: event.clientX, y: event.clientY }
      move(x, y)
    },
    { signal },
  )
  const drop = () => {
    from = undefined
    setTimeout(() => frame.removeAttribute('data-dragging'))
  }
  frame.addEventListener('pointerup', drop, { signal })
  frame.addEventListener('pointercancel', drop, { signal })
  return () => control.abort()
}
