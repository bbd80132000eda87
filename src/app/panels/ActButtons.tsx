import type { Act, AnyLab } from '../../lab/lab.ts'
import type { Group } from '../../lab/param.ts'
import { actIcon } from '../controls/icons.ts'
import { act } from '../state/run.ts'

/** The acts of a group as buttons with their keys. */
export function ActButtons({ lab, group }: { readonly lab: AnyLab; readonly group: Group }) {
  const acts = Object.entries(lab.acts as Readonly<Record<string, Act<never, unknown>>>)
  const own = acts.filter(([, declared]) => declared.group === group)
  if (own.length === 0) return null
  return (
    <div className="acts" data-odd={own.length % 2 === 1 || undefined}>
      {own.map(([name, { label, help, icon, key }]) => {
        const Icon = actIcon(icon)
        return (
          <button
            key={name}
            type="button"
            className="button act"
            data-hint={help}
            aria-keyshortcuts={key.toUpperCase()}
            onClick={() => void act(name)}
          >
            <Icon size={16} strokeWidth={1.75} aria-hidden />
            <span className="act-label">{label}</span>
            <kbd aria-hidden>{key.toUpperCase()}</kbd>
            <span className="unseen">. {help}</span>
          </button>
        )
      })}
    </div>
  )
}
