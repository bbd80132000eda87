import { useId } from 'react'

export interface SwitchProps {
  readonly label: React.ReactNode
  readonly help?: string
  readonly on: boolean
  readonly changed?: boolean
  readonly keyCap?: string
  readonly onChange: (on: boolean) => void
}

/** Something that is on or off. */
export function SwitchControl({ label, help, on, changed = false, keyCap, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="control switch-row" data-changed={changed || undefined} data-hint={help}>
      <label className="control-label" htmlFor={id}>
        {label}
      </label>
      {keyCap !== undefined && <kbd>{keyCap}</kbd>}
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={on}
        aria-checked={on}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.checked)}
      />
      {help !== undefined && (
        <span id={`${id}-help`} className="unseen">
          {help}
        </span>
      )}
    </div>
  )
}
