import { Check } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'

export interface MenuItem {
  readonly key: string
  readonly label: string
  /** A second line. */
  readonly note?: string
  readonly checked?: boolean
  readonly disabled?: boolean
  readonly onSelect: () => void
}

interface MenuProps {
  readonly label: string
  readonly button: React.ReactNode
  readonly className?: string
  readonly items: readonly MenuItem[]
  /** The edge of the button that the list keeps to. */
  readonly align?: 'start' | 'end'
}

/** A button with a list of actions: arrow keys move in it, Escape and a click elsewhere close it. */
export function Menu({ label, button, className = 'button', items, align = 'start' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const close = (): void => {
    setOpen(false)
    root.current?.querySelector<HTMLElement>('button')?.focus()
  }
  useOutside(root, open, () => setOpen(false))
  return (
    <div className="menu-root" ref={root}>
      <button
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {button}
      </button>
      {open && <MenuList id={id} label={label} items={items} align={align} onClose={close} />}
    </div>
  )
}

interface MenuListProps extends Pick<MenuProps, 'label' | 'items'> {
  readonly id: string
  readonly align: 'start' | 'end'
  readonly onClose: () => void
}

function MenuList({ id, label, items, align, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-checked="true"]')
    const first = list.current?.querySelector<HTMLElement>('button:not(:disabled)')
    const start = chosen ?? first
    start?.focus()
  }, [])
  return (
    <div
      ref={list}
      id={id}
      className={`menu-list ${align}`}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (moveFocus(list.current, event.key) || event.key === 'Escape') event.preventDefault()
        event.stopPropagation()
      }}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          className="menu-item"
          role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
          {...(item.checked !== undefined && { 'aria-checked': item.checked })}
          disabled={item.disabled}
          tabIndex={-1}
          onClick={() => {
            onClose()
            item.onSelect()
          }}
        >
          {item.checked !== undefined && <span className="menu-check">{item.checked && <Check size={14} />}</span>}
          <span>
            <span className="menu-label">{item.label}</span>
            {item.note !== undefined && <span className="menu-note">{item.note}</span>}
          </span>
        </button>
      ))}
    </div>
  )
}

function moveFocus(list: HTMLElement | null, key: string): boolean {
  const items = [...(list?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const places: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }
  const place = places[key]
  if (place === undefined) return false
  items[place]?.focus()
  return true
}

function useOutside(root: React.RefObject<HTMLElement | null>, active: boolean, onOutside: () => void): void {
  useEffect(() => {
    if (!active) return undefined
    const listener = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) onOutside()
    }
    document.addEventListener('pointerdown', listener)
    document.addEventListener('focusin', listener)
    return () => {
      document.removeEventListener('pointerdown', listener)
      document.removeEventListener('focusin', listener)
    }
  })
}
