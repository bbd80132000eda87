import type { AnyLab } from '../../lab/lab.ts'
import type { Param } from '../../lab/param.ts'
import { loadLabs } from '../../labs/catalog.ts'
import { draw } from './draw.ts'
import { drawingFile } from './drawing-options.ts'
import { defaultsOf, drawingOf, drawnOf, type LabDiagram, omittedOf, type Values } from './source.ts'

/** A drawing to be shipped. */
export interface ShippedDrawing {
  readonly name: string
  readonly text: string
  readonly file: string
  /** Draws it with ELK, which only the maker of drawings loads; needs a browser. */
  draw(): Promise<string>
}

/** A way in which a diagram is drawn. */
export interface Variant {
  readonly name: string
  readonly compact: boolean
  readonly direction?: 'LR'
  readonly omit: readonly string[]
}

const everywhere = [
  { words: '', compact: false },
  { words: ', compact', compact: true },
] as const
/** The home page shows the main diagram of a lab, in a broad place. */
const onHome = { words: ', compact and broad', compact: true, direction: 'LR' } as const

/**
 * How a diagram is drawn: as each preset begins and with any one choice of it made otherwise, each also after any one
 * part was taken that is not drawn there.
 */
export function variantsOf(lab: AnyLab, diagram: LabDiagram): readonly Variant[] {
  const omissions = new Map<string, readonly string[]>()
  for (const values of likelySettings(lab)) {
    for (const taken of ['', ...drawnOf(lab, diagram).partKeys]) {
      const omit = omittedOf(diagram, values, (part) => part === taken)
      omissions.set(omit.join(' '), omit)
    }
  }
  const forms = diagram.key === lab.main ? [...everywhere, onHome] : everywhere
  return [...omissions.values()].flatMap((omit) =>
    forms.map(({ words, ...form }) => {
      const without = omit.length > 0 ? ` without ${omit.join(', ')}` : ''
      return { name: `${lab.id} ${diagram.key}${words}${without}`, ...form, omit }
    }),
  )
}

function likelySettings(lab: AnyLab): readonly Values[] {
  const params: Readonly<Record<string, Param>> = lab.params
  const presets: AnyLab['presets'] = lab.presets
  return presets.flatMap((preset) => {
    const values = { ...defaultsOf(lab), ...preset.params } as Values
    const otherwise = Object.entries(params).flatMap(([name, param]) => {
      const options =
        param.kind === 'choice' ? Object.keys(param.options) : param.kind === 'switch' ? [true, false] : []
      return options.map((option) => ({ ...values, [name]: option }))
    })
    return [values, ...otherwise]
  })
}

/** Every diagram of every lab, whole and compact; sources that are the same are drawn once. */
export async function shippedDrawings(): Promise<readonly ShippedDrawing[]> {
  const drawings = (await loadLabs()).flatMap((lab) =>
    lab.diagrams.flatMap((diagram) =>
      variantsOf(lab, diagram).map(({ name, ...variant }) => {
        const { text } = drawingOf(lab, diagram, variant)
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
