import { Search } from 'lucide-react'
import { useId, useState } from 'react'
import { type Listed, listedLabs, matching } from '../pages/lab-list.ts'
import { useAllLabs } from '../pages/use-all-labs.ts'
import { Dialog } from './Dialog.tsx'

/** Finds a lab or one of its presets by typing; Enter opens the first that is lit. */
export function LabSwitcher({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Switch to a lab" shape="top" bare>
      <Finder onClose={onClose} />
    </Dialog>
  )
}

interface Found {
  readonly key: string
  readonly title: string
  readonly note: string
  /** Absent while the lab is only announced. */
  readonly href?: string
}

function found(listed: readonly Listed[], typed: string): readonly Found[] {
  return matching(listed, typed).flatMap(({ id, number, title, question, there, lab }) => {
    const entry = { key: id, title: `${number} · ${title}`, note: there ? question : 'not there yet' }
    if (!there) return [entry]
    const word = typed.trim().toLowerCase()
    const presets = (lab?.presets ?? []).filter(
      (preset) => word.length > 1 && preset.title.toLowerCase().includes(word),
    )
    return [
      { ...entry, href: `#/${id}` },
      ...presets.map((preset) => ({
        key: `${id} ${preset.key}`,
        title: preset.title,
        note: `${title} · ${preset.look}`,
        href: `#/${id}?preset=${preset.key}`,
      })),
    ]
  })
}

function Finder({ onClose }: { readonly onClose: () => void }) {
  const labs = useAllLabs()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const all = found(listedLabs(labs), typed)
  const reachable = all.filter(({ href }) => href !== undefined)
  const lit = reachable[Math.min(at, reachable.length - 1)]
  const go = (entry: Found | undefined): void => {
    if (!entry?.href) return
    location.hash = entry.href
    onClose()
  }
  const keyed = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((Math.min(at, reachable.length - 1) + step + reachable.length) % Math.max(1, reachable.length))
    }
    if (event.key === 'Enter') go(lit)
  }
  return (
    <div className="finder">
      <label className="finder-field">
        <Search size={16} strokeWidth={1.75} aria-hidden />
        <span className="unseen">Find a lab or a situation</span>
        <input
          type="search"
          placeholder="Find a lab or a situation"
          value={typed}
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={lit && `${id} ${lit.key}`.replaceAll(' ', '-')}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={keyed}
        />
      </label>
      <div id={id} className="finder-list" role="listbox" aria-label="Labs" tabIndex={-1}>
        {all.map((entry) => (
          <FoundRow key={entry.key} id={id} entry={entry} lit={entry === lit} onGo={() => go(entry)} />
        ))}
      </div>
      {all.length === 0 && <p className="finder-none">No lab matches “{typed}”.</p>}
    </div>
  )
}

interface FoundRowProps {
  readonly id: string
  readonly entry: Found
  readonly lit: boolean
  readonly onGo: () => void
}

function FoundRow({ id, entry, lit, onGo }: FoundRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of the list
    <div
      id={`${id} ${entry.key}`.replaceAll(' ', '-')}
      className="finder-row"
      role="option"
      tabIndex={-1}
      aria-selected={lit}
      aria-disabled={entry.href === undefined}
      ref={(row) => {
        if (lit) row?.scrollIntoView({ block: 'nearest' })
      }}
      onClick={onGo}
    >
      <span className="finder-title">{entry.title}</span>
      <span className="finder-note">{entry.note}</span>
    </div>
  )
}
