import { type MouseEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'

interface ChartMenuProps {
  readonly label: string
  readonly icon: ReactNode
  readonly children: ReactNode
}

/** A button that opens a list of buttons; a press on one that does not switch something closes it again. */
export function ChartMenu({ label, icon, children }: ChartMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null)
  useClosing(menu)
  const pressed = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (button && !button.hasAttribute('aria-pressed') && menu.current) menu.current.open = false
  }
  return (
    <details ref={menu} className="chart-export">
      <summary className="chart-tool" aria-label={label} data-hint={label}>
        {icon}
      </summary>
      {/* biome-ignore lint/a11y: the buttons inside are what is pressed, by keyboard too; this only listens */}
      <div className="chart-menu" onClick={pressed}>
        {children}
      </div>
    </details>
  )
}

/** Closes an open menu on Escape and on a press elsewhere. */
function useClosing(menu: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = (event: Event) => {
      const open = menu.current?.open ? menu.current : undefined
      const stays = event instanceof KeyboardEvent ? event.key !== 'Escape' : open?.contains(event.target as Node)
      if (!open || stays) return
      open.open = false
      if (event instanceof KeyboardEvent) open.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [menu])
}
