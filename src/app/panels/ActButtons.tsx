import { useId } from 'react'
import type { Act, AnyLab } from '../../lab/lab.ts'
import type { Group } from '../../lab/param.ts'
import { actIcon } from '../controls/icons.ts'
import { act } from '../state/run.ts'

type AnyAct = Act<never, unknown>

/** The acts of a group as buttons with their keys. */
export function ActButtons({ lab, group }: { readonly lab: AnyLab; readonly group: Group }) {
  const acts = Object.entries(lab.acts as Readonly<Record<string, AnyAct>>)
  const own = acts.filter(([, declared]) => declared.group === group)
  if (own.length === 0) return null
  return (
    <div className="acts" data-odd={own.length % 2 === 1 || undefined}>
      {own.map(([name, declared]) => (
        <ActButton key={name} name={name} act={declared} />
      ))}
    </div>
  )
}

function ActButton({ name, act: { label, help, icon, key } }: { readonly name: string; readonly act: AnyAct }) {
  const id = useId()
  const Icon = actIcon(icon)
  return (
    <span className="act-place">
      <button
        type="button"
        className="button act"
        data-hint={help}
        aria-keyshortcuts={key.toUpperCase()}
        aria-describedby={id}
        onClick={() => void act(name)}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <span className="act-label">{label}</span>
        <kbd aria-hidden>{key.toUpperCase()}</kbd>
      </button>
      <span id={id} className="unseen">
        {help}
      </span>
    </span>
  )
}
