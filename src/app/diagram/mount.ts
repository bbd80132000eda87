import type { Drawing } from '../../machine/mermaid.ts'
import { drawn } from './draw.ts'
import { type Art, dress } from './dress.ts'
import { type Interaction, interact } from './interaction.ts'
import { type LiveDrawing, liveDrawing } from './live.ts'
import { type PanZoom, panZoom } from './pan-zoom.ts'
import type { LiveOptions, LiveSettings } from './shown.ts'

/** A drawing that stands in the page, lives and can be used. */
export interface Mounted {
  readonly art: Art
  readonly live: LiveDrawing
  readonly view: PanZoom
  end(): void
}

export interface MountOptions extends LiveOptions {
  readonly drawing: Drawing
  /** What is drawn where the drawing is not shipped. */
  readonly forDagre: Drawing
  readonly settings: LiveSettings
  /** Absent: the drawing is only looked at. */
  readonly interaction: Interaction | undefined
}

/** Puts a drawing into `frame`; gives up without a trace when `abandoned` says so once it has been loaded. */
export async function mount(
  frame: HTMLElement,
  options: MountOptions,
  abandoned: () => boolean,
): Promise<Mounted | undefined> {
  const { svg: text, drawing } = await drawn(options.drawing, options.forDagre)
  if (abandoned()) return undefined
  const svg = insert(frame, text)
  const art = dress(svg, options.drawn, drawing)
  const live = liveDrawing(art, options, options.settings)
  const view = panZoom(frame, svg, art)
  const release = options.interaction ? interact(art, options.interaction) : undefined
  return {
    art,
    live,
    view,
    end() {
      live.end()
      view.end()
      release?.()
      svg.remove()
    },
  }
}

function insert(frame: HTMLElement, text: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement
  svg.setAttribute('class', 'd-drawing')
  frame.append(svg)
  return svg
}
