import { catalog } from '../../labs/catalog.ts'
import { draw } from './draw.ts'
import { drawingFile } from './drawing-options.ts'
import { drawingOf } from './source.ts'

/** A drawing to be shipped. */
export interface ShippedDrawing {
  readonly name: string
  readonly text: string
  readonly file: string
  /** Draws it with ELK, which only the maker of drawings loads; needs a browser. */
  draw(): Promise<string>
}

/** Every diagram of every lab, whole and compact; sources that are the same are drawn once. */
export function shippedDrawings(): readonly ShippedDrawing[] {
  const drawings = catalog.flatMap((lab) =>
    lab.diagrams.flatMap((diagram) =>
      [false, true].map((compact) => {
        const { text } = drawingOf(lab, diagram, compact)
        const name = `${lab.id} ${diagram.key}${compact ? ' (compact)' : ''}`
        return { name, text, file: drawingFile(text), draw: () => drawWithFont(text) }
      }),
    ),
  )
  return [...new Map(drawings.map((drawing) => [drawing.file, drawing])).values()]
}

async function drawWithFont(text: string): Promise<string> {
  await import('@fontsource-variable/inter')
  return draw(text, 'elk')
}
