import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meets, placeFlags, segmentsOf, stateAt, tickPlaces } from '../../src/app/charts/segments.ts'
import type { Tone } from '../../src/machine/part.ts'
import type { Span } from '../../src/worker/protocol.ts'

const spans: readonly Span[] = [
  { from: 0, event: 0, state: 'closed' },
  { from: 400, event: 9, state: 'open' },
  { from: 800, event: 20, state: 'halfOpen' },
]
const tones: Readonly<Record<string, Tone>> = { closed: 'fine', open: 'refused', halfOpen: 'caution' }
const tone = (state: string): Tone => tones[state] ?? 'plain'
const all = { from: 0, to: 1000 }

test('a strip shows the states up to the end of what was played', () => {
  expect(segmentsOf(spans, 900, all, 100, tone)).toEqual([
    { x: 0, width: 40, state: 'closed' },
    { x: 40, width: 40, state: 'open' },
    { x: 80, width: 10, state: 'halfOpen' },
  ])
})

test('a strip of a part of the run begins with the state that held then', () => {
  expect(segmentsOf(spans, 900, { from: 500, to: 700 }, 100, tone)).toEqual([{ x: 0, width: 100, state: 'open' }])
})

test('nothing is drawn before anything was played', () => {
  expect(segmentsOf(spans, 0, all, 100, tone)).toEqual([])
})

test('states too short to see are shown as the worst of them', () => {
  const flapping = Array.from({ length: 100 }, (_, i) => ({ from: i, event: i, state: i % 2 ? 'open' : 'closed' }))
  expect(segmentsOf(flapping, 100, { from: 0, to: 1000 }, 50, tone)).toEqual([{ x: 0, width: 5, state: 'open' }])
})

test('stretches follow one another without gap, and are no more than the pixels can show', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 10, max: 900 }), (steps, width) => {
      let from = 0
      const run = steps.map((length, event) => {
        const span = { from, event, state: ['closed', 'open', 'halfOpen'][event % 3] as string }
        from += length
        return span
      })
      const drawn = segmentsOf(run, from, { from: 0, to: from }, width, tone)
      let right = 0
      expect(drawn.length).toBeLessThanOrEqual(2 * width + 1)
      for (const segment of drawn) {
        expect(segment.x).toBeCloseTo(right, 6)
        right = segment.x + segment.width
      }
      expect(right).toBeCloseTo(width, 6)
    }),
  )
})

test('the state at a moment is that of the last span begun', () => {
  expect(stateAt(spans, 399)).toBe('closed')
  expect(stateAt(spans, 400)).toBe('open')
  expect(stateAt([], 400)).toBeUndefined()
})

test('ticks mark transitions within the played part, none on top of another', () => {
  expect(tickPlaces(spans, 500, all, 100)).toEqual([40])
  const dense = Array.from({ length: 50 }, (_, i) => ({ from: 1 + i, event: i, state: 'open' }))
  expect(tickPlaces(dense, 100, { from: 0, to: 100 }, 100).length).toBe(17)
})

test('the words of a flag stand left of it, right of it, or are left out', () => {
  const flags = [
    { at: 10, text: 'backend down' },
    { at: 900, text: 'heal' },
    { at: 910, text: 'reset' },
  ]
  expect(placeFlags(flags, all, 500).map(({ side }) => side)).toEqual(['right', 'left', 'none'])
})

test('words of a flag go to where the handle does not hide them', () => {
  const side = (handle: number) => placeFlags([{ at: 500, text: 'backend down' }], all, 500, handle)[0]?.side
  expect(side(400)).toBe('left')
  expect(side(220)).toBe('right')
  expect(side(250)).toBe('right')
})

test('a flag outside of the view is not there', () => {
  expect(placeFlags([{ at: 10, text: 'burst' }], { from: 20, to: 40 }, 500)).toEqual([])
})

test('a flag takes the room of its words', () => {
  const [flag] = placeFlags([{ at: 500, text: 'backend down' }], all, 500)
  if (!flag) throw new Error('the flag is in the view')
  expect(meets(flag, 200, 230)).toBe(true)
  expect(meets(flag, 270, 300)).toBe(false)
})
