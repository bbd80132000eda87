import './chart-tools.css'
import { Download, Ellipsis, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import type { Chart } from '../../lab/chart.ts'
import { ChartMenu } from './ChartMenu.tsx'
import type { ChartsProps } from './chart-props.ts'
import { useExports } from './use-exports.ts'
import { zoomed } from './view.ts'

interface ToolsProps extends ChartsProps {
  readonly charts: readonly Chart[]
  readonly figure: RefObject<HTMLElement | null>
  /** Probes switched off, by chart. */
  readonly hidden: Readonly<Record<string, ReadonlySet<string>>>
  readonly onToggle: (chart: string, probe: string) => void
}

const ICON = { size: 15, strokeWidth: 1.75 }

/** Zoom without dragging, and taking the charts along; on a phone in one menu, with the series to switch off. */
export function ChartTools(props: ToolsProps) {
  const { lab, view, cursor, position, onView, phone = false } = props
  const { said, copyTable, saveDrawing, savePixels } = useExports(props)
  const at = cursor ?? position
  const center = at >= view.from && at <= view.to ? at : (view.from + view.to) / 2
  const zooms: readonly Action[] = [
    { label: 'Zoom in', icon: <ZoomIn {...ICON} />, act: () => onView(zoomed(view, 1 / 2, center, lab.every)) },
    { label: 'Zoom out', icon: <ZoomOut {...ICON} />, act: () => onView(zoomed(view, 2, center, lab.every)) },
    { label: 'Reset zoom', icon: <Maximize {...ICON} />, act: () => onView(undefined), disabled: !props.zoomed },
  ]
  const exports: readonly Action[] = [
    { label: 'Copy as CSV', act: copyTable },
    { label: 'Save as SVG', act: saveDrawing },
    { label: 'Save as PNG', act: savePixels },
  ]
  return (
    <div className={phone ? 'chart-tools chart-tools-phone' : 'chart-tools'} data-picture="out">
      {phone ? (
        <ChartMenu label="Charts: zoom, series, export" icon={<Ellipsis {...ICON} size={20} />}>
          <Items actions={zooms} />
          <Switches {...props} />
          <Items actions={exports} />
        </ChartMenu>
      ) : (
        <>
          <Buttons actions={zooms} />
          <ChartMenu label="Take the charts along" icon={<Download {...ICON} />}>
            <Items actions={exports} />
          </ChartMenu>
        </>
      )}
      <span className="chart-said" role="status">
        {said}
      </span>
    </div>
  )
}

interface Action {
  readonly label: string
  readonly icon?: ReactNode
  readonly disabled?: boolean
  readonly act: () => void
}

function Buttons({ actions }: { readonly actions: readonly Action[] }) {
  return actions.map(({ label, icon, disabled = false, act }) => (
    <button
      key={label}
      type="button"
      className="chart-tool"
      aria-label={label}
      data-hint={label}
      disabled={disabled}
      onClick={act}
    >
      {icon}
    </button>
  ))
}

function Items({ actions }: { readonly actions: readonly Action[] }) {
  return actions.map(({ label, disabled = false, act }) => (
    <button key={label} type="button" disabled={disabled} onClick={act}>
      {label}
    </button>
  ))
}

/** What the legends are elsewhere: one switch a series, with room for a finger. */
function Switches({ charts, hidden, onToggle }: ToolsProps) {
  return charts.map(({ key, title, series }) => (
    <fieldset key={key}>
      <legend>{title}</legend>
      {series.map(({ probe, label }) => (
        <button key={probe} type="button" aria-pressed={!hidden[key]?.has(probe)} onClick={() => onToggle(key, probe)}>
          {label}
        </button>
      ))}
    </fieldset>
  ))
}
