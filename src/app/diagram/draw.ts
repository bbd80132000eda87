import { drawingFile, drawingFont, drawingOptions, type Layout, layoutScale } from './drawing-options.ts'
import { slim } from './slim.ts'

const drawings = new Map<string, Promise<string>>()

/**
 * The drawing of a Mermaid source as SVG text without any style of its own: the shipped one where there is one, else
 * drawn here with dagre. Rejects when the text does not parse.
 */
export function drawn(text: string): Promise<string> {
  const known = drawings.get(text)
  if (known) return known
  const drawing = shipped(text).then((svg) => svg ?? draw(text, 'dagre'))
  drawings.set(text, drawing)
  drawing.catch(() => drawings.delete(text))
  return drawing
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
