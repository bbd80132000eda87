/** Mermaid's own style, markers and hints for renderers: our style sheet and our arrow heads take their place. */
const needless = 'style, defs, marker, script, title, desc'

const kept = new Set([
  ...['viewBox', 'xmlns', 'class', 'transform', 'd', 'points', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx'],
  ...['ry', 'width', 'height', 'text-anchor', 'data-et', 'data-id', 'data-drawn'],
])

/** Classes by which `parts.ts` and the style sheet know what a piece is. */
const classes =
  /^(root|node|statediagram-cluster|cluster|cluster-label|outer|inner|edgeLabel|label|background|basic|label-container|row|state-start|state-end|actor|actor-line|messageText|loopLine|labelBox|labelText|loopText|sectionTitle)$/

/**
 * Keeps of a drawing what says where things are, with numbers to a tenth of a pixel. Mermaid's ids, which would stand twice
 * in a page with two diagrams, become `data-drawn` without their prefix.
 */
export function slim(svg: SVGElement): void {
  const prefix = `${svg.id}-`
  for (const element of svg.querySelectorAll(needless)) element.remove()
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    if (element.id.startsWith(prefix)) element.setAttribute('data-drawn', element.id.slice(prefix.length))
    const known = [...element.classList].filter((name) => classes.test(name))
    element.setAttribute('class', known.join(' '))
    for (const { name, value } of [...element.attributes]) {
      if (!kept.has(name) || value === '' || (element === svg && /^(width|height|class)$/.test(name))) {
        element.removeAttribute(name)
      } else if (!name.startsWith('data-') && name !== 'class' && name !== 'xmlns') {
        element.setAttribute(name, rounded(value))
      }
    }
  }
}

const rounded = (value: string): string =>
  value.replace(/-?\d*\.\d+(e-?\d+)?/g, (digits) => String(Math.round(Number(digits) * 10) / 10))
