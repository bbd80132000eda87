/** The version whose drawings are shipped; a test compares it with the one installed. */
export const mermaidVersion = '12.3.0'

/** Raised when `slim.ts` changes what it keeps, so that shipped drawings are made anew. */
const revision = 1

/** The font in which labels are measured: the page must have loaded it before anything is drawn. */
export const drawingFont = '16px "Inter Variable"'

/** How every diagram is laid out, in the page and for shipping; colours come from our style sheet alone. */
export const drawingOptions = {
  startOnLoad: false,
  look: 'classic',
  theme: 'base',
  htmlLabels: false,
  securityLevel: 'strict',
  deterministicIds: true,
  fontFamily: '"Inter Variable", sans-serif',
  fontSize: 16,
  // Room for the state's shape beside its name: see `state-art.ts`.
  state: { minNodeWidth: 122, wrappingWidth: 100 },
  flowchart: { padding: 14, minNodeWidth: 60, wrappingWidth: 150, nodeSpacing: 30, rankSpacing: 36 },
  sequence: {
    mirrorActors: false,
    width: 130,
    height: 36,
    actorMargin: 60,
    messageMargin: 28,
    boxMargin: 8,
    noteMargin: 6,
    diagramMarginX: 10,
    diagramMarginY: 4,
    bottomMarginAdj: 4,
    labelBoxWidth: 44,
    labelBoxHeight: 20,
  },
} as const

/** The file in `diagrams/` that holds the drawing of a source text, if it is shipped. */
export function drawingFile(text: string): string {
  return `${fingerprint(JSON.stringify([text, mermaidVersion, revision, drawingOptions]))}.svg`
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
