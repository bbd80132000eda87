const namespace = 'http://www.w3.org/2000/svg'

type Attributes = Readonly<Record<string, string | number>>

/** Makes an SVG element with attributes and children. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(namespace, name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value))
  element.append(...children)
  return element
}

/** Distance between lines of text at the drawing's font size of 16. */
export const lineHeight = 18

/** Lines of text whose middle is at `x`, `y`; the anchor is the style sheet's business. */
export function textLines(text: SVGTextElement, lines: readonly string[], x: number, y: number): void {
  const first = y - ((lines.length - 1) * lineHeight) / 2
  const rows = lines.map((line, index) => svgElement('tspan', { x, y: first + index * lineHeight }, line))
  text.replaceChildren(...rows)
}

/** Moves an element within its parent. */
export function place(element: SVGElement, x: number, y: number, scale = ''): void {
  element.setAttribute('transform', `translate(${tenth(x)} ${tenth(y)})${scale}`)
}

/** A tenth of a pixel is finer than the eye. */
export const tenth = (value: number): number => Math.round(value * 10) / 10
