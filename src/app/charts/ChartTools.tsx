import './chart-tools.css'
import { Download, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { Chart } from '../../lab/chart.ts'
import type { ChartsProps } from './chart-props.ts'
import { csvOf } from './csv.ts'
import { pictureOf, pixelsOf } from './picture.ts'
import { zoomed } from './view.ts'

interface ToolsProps extends ChartsProps {
  readonly charts: readonly Chart[]
  readonly figure: RefObject<HTMLElement | null>
}

/** Zoom without dragging, and taking the charts along. */
export function ChartTools(props: ToolsProps) {
  const { lab, view, cursor, position, onView, phone = false } = props
  const at = cursor ?? position
  const center = at >= view.from && at <= view.to ? at : (view.from + view.to) / 2
  const zoom = (factor: number) => onView(zoomed(view, factor, center, lab.every))
  return (
    <div className={phone ? 'chart-tools chart-tools-phone' : 'chart-tools'} data-picture="out">
      <Tool label="Zoom in" onClick={() => zoom(1 / 2)} icon={<ZoomIn size={15} strokeWidth={1.75} />} />
      <Tool label="Zoom out" onClick={() => zoom(2)} icon={<ZoomOut size={15} strokeWidth={1.75} />} />
      <Tool
        label="Reset zoom"
        disabled={!props.zoomed}
        onClick={() => onView(undefined)}
        icon={<Maximize size={15} strokeWidth={1.75} />}
      />
      <ExportMenu {...props} />
    </div>
  )
}

interface ToolProps {
  readonly label: string
  readonly icon: ReactNode
  readonly disabled?: boolean
  readonly onClick: () => void
}

function Tool({ label, icon, disabled = false, onClick }: ToolProps) {
  return (
    <button type="button" className="chart-tool" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {icon}
    </button>
  )
}

/** Copy as CSV, save as SVG or PNG. */
function ExportMenu({ lab, detail, view, charts, figure }: ToolsProps) {
  const menu = useRef<HTMLDetailsElement>(null)
  const [said, setSaid] = useState('')
  useClosing(menu)
  const name = `${lab.id}-charts`
  const doing = (work: () => string | Promise<string>) => async () => {
    if (menu.current) menu.current.open = false
    try {
      setSaid(await work())
    } catch (error) {
      setSaid(`Not done: ${error instanceof Error ? error.message : error}.`)
    }
  }
  const picture = () => {
    if (!figure.current) throw new Error('there are no charts')
    return pictureOf(figure.current, getComputedStyle(figure.current).getPropertyValue('--bg'))
  }
  const copyTable = doing(async () => {
    if (!detail) return 'Nothing has been played yet.'
    await navigator.clipboard.writeText(csvOf(charts, detail, view))
    return 'Copied.'
  })
  const saveDrawing = doing(() => {
    save(new Blob([picture()], { type: 'image/svg+xml' }), `${name}.svg`)
    return 'Saved.'
  })
  const savePixels = doing(async () => {
    const { width = 0, height = 0 } = figure.current?.getBoundingClientRect() ?? {}
    save(await pixelsOf(picture(), Math.ceil(width), Math.ceil(height)), `${name}.png`)
    return 'Saved.'
  })
  return (
    <details ref={menu} className="chart-export">
      <summary className="chart-tool" aria-label="Take the charts along" title="Take the charts along">
        <Download size={15} strokeWidth={1.75} />
      </summary>
      <div className="chart-menu">
        <button type="button" onClick={copyTable}>
          Copy as CSV
        </button>
        <button type="button" onClick={saveDrawing}>
          Save as SVG
        </button>
        <button type="button" onClick={savePixels}>
          Save as PNG
        </button>
      </div>
      <span className="chart-said" role="status">
        {said}
      </span>
    </details>
  )
}

/** Closes an open menu on Escape and on a press elsewhere. */
function useClosing(menu: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = (event: Event) => {
      const open = menu.current?.open ? menu.current : undefined
      const stays = event instanceof KeyboardEvent ? event.key !== 'Escape' : open?.contains(event.target as Node)
      if (!open || stays) return
      open.open = false
      if (event instanceof KeyboardEvent) open.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [menu])
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads the address when it handles the click, after this task.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
