import { RotateCcw } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import type { NumberParam } from '../../lab/param.ts'
import { fieldText, fieldValue, reading } from './field-text.ts'
import { sliderStops } from './slider-stops.ts'

export interface NumberControlProps {
  readonly param: NumberParam
  readonly value: number
  /** What counts as unchanged. */
  readonly original: number
  readonly onChange: (value: number) => void
}

/** A slider with a number field: both move on the parameter's grid. */
export function NumberControl({ param, value, original, onChange }: NumberControlProps) {
  const id = useId()
  const stops = useMemo(() => sliderStops(param), [param])
  const place = stops.placeOf(value)
  const changed = value !== original
  const { unit } = reading(param)
  const at = (point: number): React.CSSProperties => ({ '--at': point / stops.last }) as React.CSSProperties
  return (
    <div className="control" data-changed={changed || undefined} data-hint={param.help}>
      <label className="control-label" htmlFor={id}>
        {param.label}
      </label>
      {changed && <ResetArrow label={param.label} onReset={() => onChange(original)} />}
      <NumberField id={`${id}-field`} param={param} value={value} onChange={onChange} />
      <span className="slider" style={at(place)}>
        <span className="slider-track" />
        <span className="slider-default" style={at(stops.placeOf(original))} />
        <input
          id={id}
          type="range"
          min={0}
          max={stops.last}
          step={1}
          value={place}
          aria-valuetext={`${fieldText(param, value)} ${unit}`}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(stops.valueAt(Number(event.target.value)))}
        />
      </span>
      <span id={`${id}-help`} className="unseen">
        {param.help}
      </span>
    </div>
  )
}

interface NumberFieldProps {
  readonly id: string
  readonly param: NumberParam
  readonly value: number
  readonly onChange: (value: number) => void
}

function NumberField({ id, param, value, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string>()
  const { unit } = reading(param)
  const commit = (): void => {
    const meant = draft === undefined ? undefined : fieldValue(param, draft)
    setDraft(undefined)
    if (meant !== undefined && meant !== value) onChange(meant)
  }
  const longest = Math.max(fieldText(param, param.min).length, fieldText(param, param.max).length)
  return (
    <span className="number-field" style={{ '--longest': longest } as React.CSSProperties}>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        aria-label={unit === '' ? param.label : `${param.label} in ${unit}`}
        value={draft ?? fieldText(param, value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') setDraft(undefined)
        }}
      />
      {unit !== '' && <span className="unit">{unit}</span>}
    </span>
  )
}

/** Sets a control back to what it was at first. */
export function ResetArrow({ label, onReset }: { readonly label: string; readonly onReset: () => void }) {
  return (
    <button type="button" className="reset-arrow" aria-label={`Set ${label} back`} onClick={onReset}>
      <RotateCcw size={13} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
