import { useEffect, useState } from 'react'

interface Shown {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly above: boolean
}

const DELAY = 350
const WIDTH = 280

function place(target: Element): Shown | undefined {
  const text = target.getAttribute('data-hint')
  if (!text) return undefined
  const box = target.getBoundingClientRect()
  const above = box.bottom + 110 > innerHeight && box.top > 110
  const left = Math.max(8, Math.min(box.left, innerWidth - WIDTH - 8))
  return { text, left, top: above ? box.top - 6 : box.bottom + 6, above }
}

/** Shows the text of `data-hint` beside whatever the pointer rests on or the keyboard reaches. */
export function Hint() {
  const [shown, setShown] = useState<Shown>()
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    // What was pressed is known; its hint would only cover what the press has changed.
    let pressedOn: Element | null = null
    const show = (event: Event, delay: number): void => {
      clearTimeout(waiting)
      const target = event.target instanceof Element ? event.target.closest('[data-hint]') : null
      if (target !== pressedOn) pressedOn = null
      if (target && target === pressedOn) return
      if (target) waiting = setTimeout(() => setShown(place(target)), delay)
      else setShown(undefined)
    }
    const hide = (): void => {
      clearTimeout(waiting)
      setShown(undefined)
    }
    const over = (event: Event): void => show(event, DELAY)
    const focused = (event: Event): void => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event, 0)
    }
    const down = (event: Event): void => {
      pressedOn = event.target instanceof Element ? event.target.closest('[data-hint]') : null
      hide()
    }
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', over)
    document.addEventListener('focusin', focused)
    document.addEventListener('focusout', hide)
    document.addEventListener('pointerdown', down)
    document.addEventListener('scroll', hide, true)
    document.addEventListener('keydown', pressed)
    return () => {
      hide()
      document.removeEventListener('pointerover', over)
      document.removeEventListener('focusin', focused)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('scroll', hide, true)
      document.removeEventListener('keydown', pressed)
    }
  }, [])
  if (!shown) return null
  const { text, left, top, above } = shown
  return (
    <div className="hint" data-above={above || undefined} style={{ left, top, maxWidth: WIDTH }} aria-hidden>
      {text}
    </div>
  )
}
