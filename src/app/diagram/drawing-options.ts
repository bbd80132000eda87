/** The version whose drawings are shipped; a test compares it with the one installed. */
export const mermaidVersion = '12.3.0'

/** Raised when `slim.ts` changes what it keeps, so that shipped drawings are made anew. */
const revision = 3

/** The font in which labels are measured: it is loaded before anything is drawn. */
export const drawingFont = '16px "Inter Variable"'

/** Text of a drawing in its own units. */
export const drawnText = 16

/** Who lays out: ELK for what is shipped, dagre in the page. */
export type Layout = 'elk' | 'dagre'

/**
 * The size of text while a drawing is laid out. ELK's gaps do not grow with the font, so what it lays out large and is
 * then made small has tight gaps: a machine of five states fits where at 16 px it would need twice the room.
 * Dagre's margins within composites are too narrow for that.
 */
const laidOutText: Readonly<Record<Layout, number>> = { elk: 28, dagre: drawnText }

/** How much smaller a drawing is than its layout. */
export const layoutScale = (layout: Layout): number => drawnText / laidOutText[layout]

/** How a diagram is laid out; colours come from our style sheet alone. */
export function drawingOptions(layout: Layout) {
  const text = laidOutText[layout]
  const times = (size: number) => Math.round(text * size)
  return {
    startOnLoad: false,
    layout,
    look: 'classic',
    theme: 'base',
    htmlLabels: false,
    securityLevel: 'strict',
    deterministicIds: true,
    fontFamily: '"Inter Variable", sans-serif',
    fontSize: text,
    themeVariables: { fontSize: `${text}px` },
    // Balanced alignment, the default, lets labels cover one another.
    elk: { nodePlacementAlignment: 'NONE', lineHops: false },
    // Room for the state's shape beside its name: see `spot-art.ts`.
    state: { minNodeWidth: times(7.6), wrappingWidth: times(6.25), nodeSpacing: times(2), rankSpacing: times(2.4) },
    flowchart: {
      padding: times(0.7),
      minNodeWidth: times(3.75),
      wrappingWidth: times(9.4),
      nodeSpacing: times(2),
      rankSpacing: times(2.4),
    },
    sequence: {
      mirrorActors: false,
      width: times(8),
      height: times(2.25),
      actorMargin: times(3.5),
      messageMargin: times(1.7),
      boxMargin: times(0.5),
      boxTextMargin: times(0.3),
      noteMargin: times(0.4),
      diagramMarginX: times(0.5),
      diagramMarginY: times(0.3),
      bottomMarginAdj: times(0.3),
      labelBoxWidth: times(2.75),
      labelBoxHeight: times(1.3),
    },
  } as const
}

/** The file in `diagrams/` that holds the drawing of a source text, if it is shipped. */
export function drawingFile(text: string): string {
  return `${fingerprint(JSON.stringify([text, mermaidVersion, revision, drawingOptions('elk')]))}.svg`
}

/** Fourteen hexadecimal digits (53 bits) of a text, the same everywhere and at once. */
function fingerprint(text: string): string {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    low = Math.imul(low ^ unit, 2654435761)
    high = Math.imul(high ^ unit, 1597334677)
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return (4294967296 * (2097151 & high) + (low >>> 0)).toString(16).padStart(14, '0')
}
