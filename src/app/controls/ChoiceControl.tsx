import { useId } from 'react'
import type { ChoiceParam } from '../../lab/param.ts'
import { ResetArrow } from './NumberControl.tsx'
import { ToneShape } from './ToneShape.tsx'

export interface ChoiceControlProps {
  readonly param: ChoiceParam
  readonly value: string
  readonly original: string
  readonly onChange: (value: string) => void
}

/** One of several: segmented buttons while they are few and short, a menu otherwise. */
export function ChoiceControl(props: ChoiceControlProps) {
  const { param, value, original, onChange } = props
  const id = useId()
  const options = Object.entries(param.options)
  const letters = options.reduce((sum, [, { label }]) => sum + label.length + 4, 0)
  const menu = param.as === 'menu' || (param.as === undefined && (options.length > 4 || letters > 44))
  const chosen = param.options[value]
  return (
    <div className="control choice" data-changed={value !== original || undefined} data-hint={param.help}>
      <span className="control-label" id={id}>
        {param.label}
      </span>
      {value !== original && <ResetArrow label={param.label} onReset={() => onChange(original)} />}
      {menu ? <Menu {...props} labelledBy={id} /> : <Segments {...props} labelledBy={id} />}
      <span id={`${id}-help`} className="unseen">
        {param.help} {chosen?.help}
      </span>
    </div>
  )
}

function Menu({ param, value, onChange, labelledBy }: ChoiceControlProps & { readonly labelledBy: string }) {
  return (
    <select
      className="menu"
      value={value}
      data-hint={param.options[value]?.help}
      aria-labelledby={labelledBy}
      aria-describedby={`${labelledBy}-help`}
      onChange={(event) => onChange(event.target.value)}
    >
      {Object.entries(param.options).map(([key, option]) => (
        <option key={key} value={key}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function Segments({ param, value, onChange, labelledBy }: ChoiceControlProps & { readonly labelledBy: string }) {
  return (
    <div className="segments" role="radiogroup" aria-labelledby={labelledBy} aria-describedby={`${labelledBy}-help`}>
      {Object.entries(param.options).map(([key, { label, tone, help }]) => (
        <label key={key} className="segment" data-hint={help}>
          <input type="radio" name={labelledBy} value={key} checked={key === value} onChange={() => onChange(key)} />
          {tone && <ToneShape tone={tone} />}
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}
