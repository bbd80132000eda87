import type { Drawing } from '../../machine/mermaid.ts'
import { drawingFile, drawingFont, drawingOptions, type Layout, layoutScale } from './drawing-options.ts'
import { slim } from './slim.ts'

/** SVG text without any style of its own, and the source that it was drawn from. */
export interface Drawn {
  readonly svg: string
  readonly drawing: Drawing
}

const drawings = new Map<string, Promise<Drawn>>()

/**
 * A drawing as it is shipped; where that cannot be had, what `forDagre` says is drawn here. Rejects when the text does
 * not parse.
 */
export function drawn(drawing: Drawing, forDagre: Drawing): Promise<Drawn> {
  const known = drawings.get(drawing.text)
  if (known) return known
  const result = shipped(drawing.text).then(async (svg) =>
    svg ? { svg, drawing } : { svg: await draw(forDagre.text, 'dagre'), drawing: forDagre },
  )
  drawings.set(drawing.text, result)
  result.catch(() => drawings.delete(drawing.text))
  return result
}

async function shipped(text: string): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL(`diagrams/${drawingFile(text)}`, document.baseURI))
    const svg = answer.ok ? await answer.text() : ''
    // A development server answers with its start page for what it does not have.
    return svg.startsWith('<svg') ? svg : undefined
  } catch {
    return undefined
  }
}

let number = 0

/** Lays a source out with Mermaid, which loads now; the page's layout is dagre, as ELK would cost a visitor 440 kB. */
export async function draw(text: string, layout: Layout): Promise<string> {
  const [{ default: mermaid }] = await Promise.all([import('mermaid'), document.fonts.load(drawingFont)])
  mermaid.initialize(drawingOptions(layout))
  number += 1
  const { svg } = await mermaid.render(`drawing${number}`, text)
  const holder = document.createElement('div')
  holder.innerHTML = svg
  const element = holder.querySelector('svg')
  if (!element) throw new Error('Mermaid drew nothing')
  slim(element, layoutScale(layout))
  return element.outerHTML
}
