// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawingFile, mermaidVersion } from '../../src/app/diagram/drawing-options.ts'
import { findParts } from '../../src/app/diagram/parts.ts'
import { shippedDrawings, variantsOf } from '../../src/app/diagram/shipped.ts'
import { drawingOf } from '../../src/app/diagram/source.ts'
import { loadLabs } from '../../src/labs/catalog.ts'

const catalog = await loadLabs()

const folder = 'public/diagrams'
const present = readdirSync(folder).filter((file) => file.endsWith('.svg'))

test('the drawings are named for the installed Mermaid', () => {
  const { version } = JSON.parse(readFileSync('node_modules/mermaid/package.json', 'utf8')) as { version: string }
  expect(mermaidVersion).toBe(version)
})

test('every diagram of every lab has its drawing: run `npm run diagrams` when this fails', async () => {
  const missing = (await shippedDrawings()).filter(({ file }) => !present.includes(file))
  expect(missing.map(({ name }) => name)).toEqual([])
})

test('no drawing is kept that no diagram asks for', async () => {
  const wanted = new Set((await shippedDrawings()).map(({ file }) => file))
  expect(present.filter((file) => !wanted.has(file))).toEqual([])
})

test('another source text has another file', () => {
  expect(drawingFile('flowchart LR\n  a\n')).not.toBe(drawingFile('flowchart LR\n  b\n'))
  expect(drawingFile('')).toMatch(/^[0-9a-f]{14}\.svg$/)
})

const drawings = catalog.flatMap((lab) =>
  lab.diagrams.flatMap((diagram) =>
    variantsOf(lab, diagram).map(({ name, ...variant }) => ({
      name,
      drawing: drawingOf(lab, diagram, variant),
    })),
  ),
)

function shipped(text: string): SVGElement {
  const holder = document.createElement('div')
  holder.innerHTML = readFileSync(`${folder}/${drawingFile(text)}`, 'utf8')
  return holder.querySelector('svg') ?? expect.unreachable('the file holds no drawing')
}

test.each(drawings)('every part, state and group of $name is found in its drawing', ({ drawing }) => {
  const found = findParts(shipped(drawing.text), drawing)
  expect(found.missing).toEqual([])
  expect(new Set(found.edges.map(({ line }) => line)).size).toBe(new Set(Object.values(drawing.parts).flat()).size)
})

test.each(drawings)('the drawing of $name brings no style, script or identity of its own', ({ drawing }) => {
  const svg = shipped(drawing.text)
  expect(svg.querySelectorAll('style, script, foreignObject, defs, [style], [id], [fill], [stroke]')).toHaveLength(0)
})
