import { useEffect, useRef } from 'react'
import { useOverflow } from './use-overflow.ts'

export interface Tab {
  readonly key: string
  readonly label: string
  /** A small count beside the label. */
  readonly note?: string | undefined
}

interface TabsProps {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly chosen: string
  /** The id of the panel that the tabs control. */
  readonly panel: string
  readonly onChoose: (key: string) => void
}

/** Tabs with one stop for the keyboard; arrow keys choose. */
export function Tabs({ label, tabs, chosen, panel, onChoose }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  useOverflow(list)
  useEffect(() => {
    // Measured at once, the page would be laid out a second time while it is being built.
    const turn = requestAnimationFrame(() => {
      const tab = document.getElementById(`${panel}-${chosen}`)
      if (list.current && tab) list.current.scrollLeft += outside(list.current, tab)
    })
    return () => cancelAnimationFrame(turn)
  }, [panel, chosen])
  const move = (event: React.KeyboardEvent): void => {
    const at = tabs.findIndex(({ key }) => key === chosen)
    const places: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }
    const place = places[event.key]
    const next = place === undefined ? undefined : tabs[place]
    if (!next) return
    event.preventDefault()
    onChoose(next.key)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[place as number]?.focus()
  }
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={label} tabIndex={-1} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          id={`${panel}-${tab.key}`}
          className="tab"
          role="tab"
          aria-selected={tab.key === chosen}
          aria-controls={panel}
          tabIndex={tab.key === chosen ? 0 : -1}
          onClick={() => onChoose(tab.key)}
        >
          <span>{tab.label}</span>
          {tab.note !== undefined && <span className="tab-note">{tab.note}</span>}
        </button>
      ))}
    </div>
  )
}

/** Room for the sign that there is more. */
const SIGN = 28

/** How far a list must scroll for a tab to stand within it. */
function outside(list: HTMLElement, tab: HTMLElement): number {
  const [space, own] = [list.getBoundingClientRect(), tab.getBoundingClientRect()]
  if (own.right > space.right - SIGN) return own.right - space.right + SIGN
  return Math.min(0, own.left - space.left - SIGN)
}
