/** The version whose drawings are shipped; a test compares it with the one installed. */
export const mermaidVersion = '12.3.0'

/** Raised when `slim.ts` changes what it keeps, so that shipped drawings are made anew. */
const revision = 2

/** The font in which labels are measured: it is loaded before anything is drawn. */
export const drawingFont = '16px "Inter Variable"'

/**
 * How much smaller a drawing is than its layout. Mermaid's gaps do not grow with the font, so what is laid out large and
 * then made small has tight gaps: a machine of five states fits where at 16 px it would need twice the room.
 */
export const layoutScale = 16 / 28

/** Text of a drawing in its own units. */
export const drawnText = 16

const text = Math.round(drawnText / layoutScale)

/** How every diagram is laid out, in the page and for shipping; colours come from our style sheet alone. */
export const drawingOptions = {
  startOnLoad: false,
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
  state: { minNodeWidth: 214, wrappingWidth: 175, nodeSpacing: 44, rankSpacing: 54 },
  flowchart: { padding: 19, minNodeWidth: 105, wrappingWidth: 262, nodeSpacing: 44, rankSpacing: 54 },
  sequence: {
    mirrorActors: false,
    width: 210,
    height: 58,
    actorMargin: 90,
    messageMargin: 44,
    boxMargin: 13,
    boxTextMargin: 8,
    noteMargin: 10,
    diagramMarginX: 14,
    diagramMarginY: 8,
    bottomMarginAdj: 8,
    labelBoxWidth: 72,
    labelBoxHeight: 34,
  },
} as const

/** The file in `diagrams/` that holds the drawing of a source text, if it is shipped. */
export function drawingFile(text: string): string {
  return `${fingerprint(JSON.stringify([text, mermaidVersion, revision, layoutScale, drawingOptions]))}.svg`
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
