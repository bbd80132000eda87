// @vitest-environment happy-dom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { expect, test } from 'vitest'
import { loadLabs } from '../../src/labs/catalog.ts'
import { defineFlow } from '../../src/machine/flow.ts'
import { defineMachine } from '../../src/machine/machine.ts'
import { type Drawing, type DrawingOptions, type Drawn, mermaidOf } from '../../src/machine/mermaid.ts'
import { defineSequence } from '../../src/machine/sequence.ts'
import { breaker, lock, request } from './samples.ts'

const catalog = await loadLabs()

mermaid.initialize({ startOnLoad: false, layout: 'dagre' })

/** What Mermaid understood: names of states, nodes, groups and participants, and every edge with its ends. */
interface Understood {
  readonly places: ReadonlyMap<string, string>
  readonly edges: ReadonlyMap<string, { readonly from: string; readonly to: string; readonly label: string }>
}

async function understood({ text }: Drawing): Promise<Understood> {
  const { db } = (await mermaid.mermaidAPI.getDiagramFromText(text)) as unknown as { db: Database }
  if (db.getMessages) {
    const messages = db.getMessages().filter(({ from }) => from !== undefined)
    return {
      places: new Map([...(db.getActors?.() ?? [])].map(([id, { description }]) => [id, description])),
      edges: new Map(
        messages.map(({ id, from = '', to = '', message = '' }) => [`i${id}`, { from, to, label: message }]),
      ),
    }
  }
  const { nodes, edges } = db.getData()
  return {
    places: new Map(nodes.map(({ id, label }) => [id, label])),
    edges: new Map(edges.map(({ id, start, end, label }) => [id, { from: start, to: end, label }])),
  }
}

interface Database {
  getMessages?(): { id: string; from?: string; to?: string; message?: string }[]
  getActors?(): Map<string, { description: string }>
  getData(): {
    nodes: { id: string; label: string }[]
    edges: { id: string; start: string; end: string; label: string }[]
  }
}

/** Ends of every part as declared: one pair for each source. */
function declaredEnds(drawn: Drawn, key: string): readonly (readonly [string, string])[] {
  if (drawn.kind === 'machine') {
    const edge = drawn.edges[key]
    const from = edge?.from ?? []
    return (typeof from === 'string' ? [from] : from).map((source) => [source, edge?.to ?? ''])
  }
  const part = drawn.kind === 'flow' ? drawn.edges[key] : drawn.messages[key]
  return part ? [[part.from, part.to]] : []
}

async function expectWholeDrawing(drawn: Drawn, options?: DrawingOptions): Promise<void> {
  const drawing = mermaidOf(drawn, options)
  const { places, edges } = await understood(drawing)
  for (const { id } of [...Object.values(drawing.spots), ...Object.values(drawing.groups)]) {
    expect([...places.keys()]).toContain(id)
  }
  for (const key of drawn.partKeys) {
    const ends = drawing.parts[key]?.map((id) => [edges.get(id)?.from, edges.get(id)?.to])
    expect(ends).toEqual(declaredEnds(drawn, key).map(([from, to]) => [drawing.spots[from]?.id, drawing.spots[to]?.id]))
  }
}

const shipped: [string, Drawn][] = catalog.flatMap((lab) =>
  lab.diagrams.map(({ key }): [string, Drawn] => [`${lab.id} ${key}`, lab.book.diagrams[key]]),
)
const all: [string, Drawn][] = [['a machine', breaker], ['a flow', request], ['a sequence', lock], ...shipped]

test.each(all)('every part and state of %s stands in its drawing with its own ends', async (_, drawn) => {
  await expectWholeDrawing(drawn)
  await expectWholeDrawing(drawn, { direction: 'TB' })
})

test.each(all)('the compact drawing of %s parses', async (_, drawn) => {
  await mermaid.parse(mermaidOf(drawn, { compact: true }).text)
})

test('a compact machine has outer states and the edges between them, once each', async () => {
  const drawing = mermaidOf(breaker, { compact: true })
  const { places, edges } = await understood(drawing)
  expect(Object.keys(drawing.spots)).toEqual(['closed', 'open', 'halfOpen', 'forced'])
  expect([...places.keys()]).toEqual(expect.arrayContaining(['closed', 'open', 'halfOpen', 'forced']))
  expect(Object.keys(drawing.parts)).toEqual(['opens', 'probes', 'reopens', 'closes', 'forces', 'refuses'])
  expect(edges.size).toBe(1 + 6 + 1)
})

test('labels given in place of the declared ones are drawn', async () => {
  const drawing = mermaidOf(breaker, { labels: { closes: '3 probes succeeded' } })
  const { edges } = await understood(drawing)
  expect(edges.get(drawing.parts['closes']?.[0] ?? '')?.label).toBe('3 probes succeeded')
})

const traps = [
  'end',
  '1. one',
  '- one',
  '* x',
  '`x`',
  '%% no',
  '5 ≥ 5',
  'a --> b',
  ':::x',
  '<b>',
  '#35;',
  '"',
  ';',
  '{x}',
  '',
]
const anyLabel = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom(...traps))
const anyKey = fc.oneof(
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,8}$/),
  fc.constantFrom(
    'end',
    'state',
    'note',
    'default',
    'class',
    'subgraph',
    'loop',
    'o',
    'x',
    'v',
    'As',
    'direction',
    'link',
  ),
)
const keysAndLabels = fc.tuple(
  fc.uniqueArray(anyKey, { minLength: 4, maxLength: 4, selector: (key) => key.toLowerCase() }),
  fc.array(anyLabel, { minLength: 4, maxLength: 4 }),
)

const anyDrawn: [string, (keys: string[], labels: string[]) => Drawn][] = [
  [
    'machine',
    ([a = '', b = '', c = '', d = ''], [p = '', q = '', r = '', s = '']) =>
      defineMachine({
        title: 'any',
        initial: a,
        states: {
          [a]: { label: p, means: '', tone: 'fine', initial: b, inner: { [b]: { label: q, means: '' } } },
          [b]: { label: r, means: '', tone: 'fine' },
          [c]: { label: s, means: '', tone: 'fine' },
        } as Record<string, { label: string; means: string; tone: 'fine' }>,
        edges: {
          [d]: { from: [a, `${a}.${b}`], to: b, label: p, means: '' },
          [c]: { from: b, to: c, label: s, means: '' },
        },
      }),
  ],
  [
    'flow',
    ([a = '', b = '', c = '', d = ''], [p = '', q = '', r = '', s = '']) =>
      defineFlow({
        title: 'any',
        direction: 'LR',
        subject: 'call',
        groups: { [a]: { label: p } },
        nodes: {
          [a]: { label: q, means: '', shape: 'question', group: a },
          [b]: { label: r, means: '', shape: 'cell' },
          [c]: { label: s, means: '', shape: 'start' },
        },
        edges: { [d]: { from: a, to: b, label: s, means: '' }, [a]: { from: b, to: c, label: p, means: '' } },
      }),
  ],
  [
    'sequence',
    ([a = '', b = '', c = '', d = ''], [p = '', q = '', r = '', s = '']) =>
      defineSequence({
        title: 'any',
        participants: { [a]: { label: p, means: '' }, [b]: { label: q, means: '' } },
        messages: {
          [c]: { from: a, to: b, label: r, means: '' },
          [d]: { from: b, to: b, reply: true, label: s, means: '' },
        },
        order: [
          {
            frame: 'par',
            branches: [
              { label: s, pieces: [c] },
              { label: r, pieces: [d] },
            ],
          },
        ],
      }),
  ],
]

test.each(anyDrawn)('a %s is drawn whole whatever its keys and labels are', async (_, drawnOf) => {
  await fc.assert(
    fc.asyncProperty(keysAndLabels, ([keys, labels]) => expectWholeDrawing(drawnOf(keys, labels))),
    { numRuns: 60 },
  )
})

test('edges around one state can share a line', async () => {
  const looping = defineMachine({
    title: 'loops',
    initial: 'a',
    states: { a: { label: 'A', means: '', tone: 'fine' } },
    edges: {
      x: { from: 'a', to: 'a', label: 'x', means: '' },
      y: { from: 'a', to: 'a', label: 'y', means: '' },
    },
  })
  const apart = mermaidOf(looping)
  const together = mermaidOf(looping, { oneLoop: true })
  expect(apart.parts['x']).not.toEqual(apart.parts['y'])
  expect(together.parts['x']).toEqual(together.parts['y'])
  expect((await understood(together)).edges.size).toBe(2)
})

test('omitted parts leave their place in the drawing, with the states that only they touch', async () => {
  const drawing = mermaidOf(breaker, { omit: ['forces', 'refuses'] })
  expect(Object.keys(drawing.parts)).not.toContain('forces')
  expect([...(await understood(drawing)).places.keys()]).not.toContain('forced')
})
