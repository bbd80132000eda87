import { Search } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { PageBar } from '../panels/PageBar.tsx'
import { Hero } from './Hero.tsx'
import { LabCard } from './LabCard.tsx'
import { type GroupKey, groups, type Listed, listedLabs, matching } from './lab-list.ts'
import { useAllLabs } from './use-all-labs.ts'

/** The home page: one lab running, and all labs in their parts. */
export function Home() {
  const labs = useAllLabs()
  const listed = useMemo(() => listedLabs(labs), [labs])
  return (
    <div className="page home">
      <PageBar />
      <main id="main" tabIndex={-1}>
        <Hero listed={listed} />
        <Labs listed={listed} />
      </main>
    </div>
  )
}

function Labs({ listed }: { readonly listed: readonly Listed[] }) {
  const [typed, setTyped] = useState('')
  const [group, setGroup] = useState<GroupKey>()
  const found = matching(listed, typed)
  const shown = group === undefined ? found : found.filter((entry) => entry.group === group)
  return (
    <section className="labs" aria-labelledby="labs">
      <h2 id="labs" className="unseen">
        Labs
      </h2>
      <div className="filters">
        <Filter typed={typed} onType={setTyped} count={listed.length} />
        <fieldset className="chips">
          <legend className="unseen">Part</legend>
          <Chip label="All" count={found.length} on={group === undefined} onClick={() => setGroup(undefined)} />
          {groups.map(({ key, title }) => (
            <Chip
              key={key}
              label={title}
              count={found.filter((entry) => entry.group === key).length}
              on={group === key}
              onClick={() => setGroup(group === key ? undefined : key)}
            />
          ))}
        </fieldset>
      </div>
      <p className="unseen" role="status">
        {shown.length} of {listed.length} labs
      </p>
      {groups.map(({ key, title, line }) => (
        <Part key={key} title={title} line={line} labs={shown.filter((entry) => entry.group === key)} />
      ))}
      {shown.length === 0 && <p className="none">No lab matches. Try a mechanism, a symptom or a parameter.</p>}
    </section>
  )
}

interface FilterProps {
  readonly typed: string
  readonly count: number
  readonly onType: (typed: string) => void
}

function Filter({ typed, count, onType }: FilterProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const elsewhere = event.target instanceof Element && event.target.closest('input, dialog') !== null
      if (event.key !== '/' || elsewhere || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [])
  return (
    <label className="filter">
      <Search size={16} strokeWidth={1.75} aria-hidden />
      <span className="unseen">Filter labs</span>
      <input
        ref={field}
        type="search"
        value={typed}
        placeholder={`Filter ${count} labs by name, question or term`}
        onChange={(event) => onType(event.target.value)}
      />
      <kbd aria-hidden>/</kbd>
    </label>
  )
}

interface ChipProps {
  readonly label: string
  readonly count: number
  readonly on: boolean
  readonly onClick: () => void
}

function Chip({ label, count, on, onClick }: ChipProps) {
  return (
    <button type="button" className="button small" aria-pressed={on} onClick={onClick}>
      {label} <span className="chip-count">{count}</span>
    </button>
  )
}

interface PartProps {
  readonly title: string
  readonly line: string
  readonly labs: readonly Listed[]
}

function Part({ title, line, labs }: PartProps) {
  if (labs.length === 0) return null
  return (
    <section className="part" aria-label={title}>
      <h3>
        {title} <span>{line}</span>
      </h3>
      <ul className="cards">
        {labs.map((listed) => (
          <li key={listed.id}>
            <LabCard listed={listed} />
          </li>
        ))}
      </ul>
    </section>
  )
}
