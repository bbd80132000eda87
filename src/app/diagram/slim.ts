/** Mermaid's own style, markers and hints for renderers: our style sheet and our arrow heads take their place. */
const needless = 'style, defs, marker, script, title, desc'

const kept = new Set([
  ...[
    'viewBox',
    'xmlns',
    'class',
    'transform',
    'd',
    'points',
    'x',
    'y',
    'x1',
    'y1',
    'x2',
    'y2',
    'cx',
    'cy',
    'r',
    'rx',
    'dy',
  ],
  ...['ry', 'width', 'height', 'text-anchor', 'data-et', 'data-id', 'data-drawn'],
])

/** Attributes of nothing but lengths. */
const lengths = new Set([
  ...[
    'viewBox',
    'transform',
    'points',
    'x',
    'y',
    'x1',
    'y1',
    'x2',
    'y2',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
    'width',
    'height',
  ],
])

/** Classes by which `parts.ts` and the style sheet know what a piece is. */
const classes = new Set([
  ...[
    'root',
    'node',
    'statediagram-cluster',
    'cluster',
    'cluster-label',
    'outer',
    'inner',
    'edgeLabel',
    'label',
    'row',
  ],
  ...['background', 'basic', 'label-container', 'state-start', 'state-end', 'actor', 'actor-line', 'messageText'],
  ...['loopLine', 'labelBox', 'labelText', 'loopText', 'sectionTitle'],
])

/**
 * Keeps of a drawing what says where things are, made smaller by `scale`, with numbers to a tenth of a unit. Mermaid's
 * ids, which would stand twice in a page with two diagrams, become `data-drawn` without their prefix.
 */
export function slim(svg: SVGElement, scale: number): void {
  const prefix = `${svg.id}-`
  for (const element of svg.querySelectorAll(needless)) element.remove()
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    if (element.id.startsWith(prefix)) element.setAttribute('data-drawn', element.id.slice(prefix.length))
    const known = [...element.classList].filter((name) => classes.has(name))
    element.setAttribute('class', known.join(' '))
    for (const { name, value } of [...element.attributes]) {
      if (!kept.has(name) || value === '' || (element === svg && /^(width|height|class)$/.test(name))) {
        element.removeAttribute(name)
      } else if (lengths.has(name)) {
        element.setAttribute(name, scaled(value, scale))
      } else if (name === 'd') {
        element.setAttribute(name, scaledPath(value, scale))
      }
    }
  }
}

const numbers = /-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g

const tenth = (value: number): string => String(Math.round(value * 10) / 10)

const scaled = (value: string, scale: number): string =>
  value.replace(numbers, (digits) => tenth(Number(digits) * scale))

/** Of an arc only the radii and the end are lengths; between them stand an angle and two flags. */
const scaledPath = (path: string, scale: number): string =>
  path.replace(/([a-zA-Z])([^a-zA-Z]*)/g, (_, command: string, values: string) => {
    let index = 0
    const arc = command.toLowerCase() === 'a'
    const scaledValues = values.replace(numbers, (digits) => {
      const place = index % 7
      index += 1
      return arc && place >= 2 && place <= 4 ? digits : tenth(Number(digits) * scale)
    })
    return `${command}${scaledValues}`
  })
