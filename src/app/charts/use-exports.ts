import { type RefObject, useEffect, useState } from 'react'
import type { Chart } from '../../lab/chart.ts'
import type { AnyLab } from '../../lab/lab.ts'
import type { Detail } from '../../worker/protocol.ts'
import { csvOf } from './csv.ts'
import { pictureOf, pixelsOf } from './picture.ts'
import type { View } from './view.ts'

interface Exported {
  readonly lab: AnyLab
  readonly charts: readonly Chart[]
  readonly detail: Detail | undefined
  readonly view: View
  readonly figure: RefObject<HTMLElement | null>
}

/** Ways to take the charts along; `said` tells for a while how the last one ended. */
export function useExports({ lab, charts, detail, view, figure }: Exported) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const silence = setTimeout(() => setSaid(''), 4000)
    return () => clearTimeout(silence)
  })
  const done = async (work: () => string | Promise<string>): Promise<void> => {
    try {
      setSaid(await work())
    } catch (error) {
      setSaid(`Not done: ${error instanceof Error ? error.message : error}.`)
    }
  }
  const doing = (work: () => string | Promise<string>) => () => void done(work)
  const drawn = () => {
    if (!figure.current) throw new Error('there are no charts')
    const { width, height } = figure.current.getBoundingClientRect()
    const ground = getComputedStyle(figure.current).getPropertyValue('--bg')
    // The axis stays in sight on the page; in the picture it stands at its place.
    figure.current.dataset['still'] = ''
    const svg = pictureOf(figure.current, ground)
    delete figure.current.dataset['still']
    return { svg, width: Math.ceil(width), height: Math.ceil(height) }
  }
  return {
    said,
    copyTable: doing(async () => {
      if (!detail) return 'Nothing has been played yet.'
      await navigator.clipboard.writeText(csvOf(charts, detail, view))
      return 'Copied.'
    }),
    saveDrawing: doing(() => {
      save(new Blob([drawn().svg], { type: 'image/svg+xml' }), `${lab.id}-charts.svg`)
      return 'Saved.'
    }),
    savePixels: doing(async () => {
      const { svg, width, height } = drawn()
      save(await pixelsOf(svg, width, height), `${lab.id}-charts.png`)
      return 'Saved.'
    }),
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads the address when it handles the click, after this task.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
