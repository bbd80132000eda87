/** Properties that give a shape of SVG its look. */
const LOOKS = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin'],
  ...['opacity', 'paint-order', 'text-anchor', 'font-size', 'font-weight', 'font-family', 'font-variant-numeric'],
]

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** What the page shows of an element as one SVG that needs nothing else: shapes in their colours, text as text. */
export function pictureOf(root: HTMLElement, ground: string): string {
  const box = root.getBoundingClientRect()
  const picture = document.createElementNS(NAMESPACE, 'svg')
  picture.setAttribute('xmlns', NAMESPACE)
  for (const [name, value] of Object.entries({ width: box.width, height: box.height })) {
    picture.setAttribute(name, String(Math.ceil(value)))
  }
  picture.setAttribute('viewBox', `0 0 ${Math.ceil(box.width)} ${Math.ceil(box.height)}`)
  const back = document.createElementNS(NAMESPACE, 'rect')
  back.setAttribute('width', '100%')
  back.setAttribute('height', '100%')
  back.setAttribute('fill', ground)
  picture.append(back)
  const hatches = document.getElementById('hatches')
  if (hatches instanceof SVGSVGElement) picture.append(styled(hatches).querySelector('defs') ?? '')
  for (const child of layers(root)) {
    if (child instanceof SVGSVGElement) picture.append(drawingAt(child, box))
    else for (const text of textsAt(child, box)) picture.append(text)
  }
  return new XMLSerializer().serializeToString(picture)
}

/** Drawings and texts in the order in which the page paints them. */
function layers(root: HTMLElement): readonly (SVGSVGElement | Text)[] {
  const found: (SVGSVGElement | Text)[] = []
  const walk = (node: Node): void => {
    if (node instanceof HTMLElement && node.dataset['picture'] === 'out') return
    if (node instanceof SVGSVGElement || node instanceof Text) found.push(node)
    else for (const child of node.childNodes) walk(child)
  }
  walk(root)
  return found
}

/** A drawing at its place, cut off where the page cuts it off. */
function drawingAt(svg: SVGSVGElement, box: DOMRect): SVGElement {
  const { left, top, width, height } = svg.getBoundingClientRect()
  const copy = styled(svg)
  const group = document.createElementNS(NAMESPACE, 'g')
  const clip = svg.closest('.chart-clip')?.getBoundingClientRect()
  const inner = document.createElementNS(NAMESPACE, 'svg')
  const frame = clip ?? { left, top, width, height }
  const attributes = {
    x: frame.left - box.left,
    y: frame.top - box.top,
    width: frame.width,
    height: frame.height,
    overflow: clip ? 'hidden' : 'visible',
  }
  for (const [name, value] of Object.entries(attributes)) inner.setAttribute(name, String(value))
  group.setAttribute('transform', `translate(${left - frame.left} ${top - frame.top})`)
  const view = svg.getAttribute('viewBox')?.split(/\s+/).map(Number)
  if (view?.[2] && view[2] !== width)
    group.setAttribute('transform', `${group.getAttribute('transform')} scale(${width / view[2]})`)
  group.append(...copy.childNodes)
  inner.append(group)
  return inner
}

/** A copy whose every shape carries the look that it has in the page. */
function styled(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = svg.querySelectorAll('*')
  copy.querySelectorAll('*').forEach((element, i) => {
    const original = originals[i]
    if (!original || (element.closest('defs') !== null && original.tagName === 'clipPath')) return
    const style = getComputedStyle(original)
    element.removeAttribute('class')
    element.removeAttribute('style')
    for (const name of LOOKS) {
      const value = style.getPropertyValue(name)
      if (value !== '') element.setAttribute(name, plainReference(value))
    }
    if (!(original instanceof SVGTextElement)) return
    element.setAttribute('textLength', String(original.getComputedTextLength()))
    element.setAttribute('lengthAdjust', 'spacingAndGlyphs')
  })
  return copy
}

/** `url("http://page#hatch")` points into the page; in a file of its own it is `url(#hatch)`. */
const plainReference = (value: string): string => value.replace(/url\(["']?[^#"')]*#([^"')]+)["']?\)/g, 'url(#$1)')

/** A text of the page where it stands, one element a line. */
function textsAt(node: Text, box: DOMRect): readonly SVGElement[] {
  const parent = node.parentElement
  const content = node.data.trim()
  if (!parent || content === '') return []
  const range = document.createRange()
  range.selectNodeContents(node)
  const place = range.getBoundingClientRect()
  if (place.width === 0) return []
  const style = getComputedStyle(parent)
  const text = document.createElementNS(NAMESPACE, 'text')
  const look = {
    x: place.left - box.left,
    y: place.top - box.top + place.height / 2,
    dy: '0.35em',
    fill: style.color,
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
    // The font may be another one where the file is opened: the room that the text takes stays the same.
    textLength: place.width,
    lengthAdjust: 'spacingAndGlyphs',
  }
  for (const [name, value] of Object.entries(look)) text.setAttribute(name, String(value))
  text.textContent = content
  return [text]
}

/** The same as pixels, twice as fine as the page's. */
export async function pixelsOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = height * 2
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser gives no canvas to draw on')
  context.scale(2, 2)
  context.drawImage(image, 0, 0, width, height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png')
  })
}
