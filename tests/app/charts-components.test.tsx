// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import Charts from '../../src/app/charts/Charts.tsx'
import type { ChartsProps } from '../../src/app/charts/chart-props.ts'
import { StateStrip } from '../../src/app/charts/StateStrip.tsx'
import { shown, toy } from './charts-lab.ts'

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const slider = () => page.querySelector('[role=slider]') as HTMLElement
const press = (element: Element, key: string, more = {}) =>
  act(() => void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })))

function strip(position: number, sought: number[] = []) {
  const props = { lab: toy, spans: shown.spans, flags: shown.flags, position, end: 900, total: 60_000, width: 600 }
  act(() => root.render(<StateStrip {...props} onSeek={(time) => sought.push(time)} />))
  return sought
}

test('the scrubber says its moment and the state that held then', () => {
  strip(450)
  expect(slider().getAttribute('aria-valuetext')).toBe('00:00.450, Open')
  expect(slider().getAttribute('aria-valuemax')).toBe('60000')
})

test('keys move the position: seconds, tens, the start and the furthest moment played, never out of the run', () => {
  const sought = strip(450)
  for (const key of ['ArrowLeft', 'ArrowRight', 'PageUp', 'Home', 'End', 'x']) press(slider(), key)
  press(slider(), 'ArrowRight', { shiftKey: true })
  expect(sought).toEqual([0, 1450, 10_450, 0, 900, 550])
})

test('a key that the page may want for itself is left to it', () => {
  const sought = strip(450)
  press(slider(), 'ArrowLeft', { altKey: true })
  expect(sought).toEqual([])
})

interface Told {
  readonly cursors: (number | undefined)[]
  readonly sought: number[]
  readonly views: unknown[]
}

function charts(more: Partial<ChartsProps> = {}): Told {
  const told: Told = { cursors: [], sought: [], views: [] }
  const props: ChartsProps = {
    lab: toy,
    params: { limit: 5 },
    detail: shown,
    position: 450,
    end: 900,
    view: { from: 0, to: 1000 },
    zoomed: false,
    cursor: undefined,
    playing: false,
    width: 600,
    onCursor: (time) => told.cursors.push(time),
    onSeek: (time) => told.sought.push(time),
    onView: (view) => told.views.push(view),
    ...more,
  }
  act(() => root.render(<Charts {...props} />))
  return told
}

const summaries = () => [...page.querySelectorAll('[role=img]')].map((plot) => plot.getAttribute('aria-label'))

test('every chart says its values at the cursor in words', () => {
  charts()
  expect(summaries()).toEqual([
    'Calls per second at 00:00.450: answered 10, refused 0',
    'Load calls at 00:00.450: load 3',
    'Waits ms at 00:00.450: Nothing waits.',
  ])
  charts({ cursor: 250 })
  expect(summaries()[0]).toBe('Calls per second at 00:00.250: answered 20, refused 10')
})

test('while a rewound run plays on, the values are those of now and not of the future behind it', () => {
  charts({ playing: true, position: 250 })
  expect(summaries()[0]).toBe('Calls per second at 00:00.250: answered 20, refused 10')
})

test('a series that is switched off in its legend is told to be off', () => {
  charts()
  const button = page.querySelector<HTMLButtonElement>('button.chart-series')
  act(() => button?.click())
  expect(button?.getAttribute('aria-pressed')).toBe('false')
  expect(button?.textContent).toContain('off')
  act(() => button?.click())
  expect(button?.getAttribute('aria-pressed')).toBe('true')
})

test('arrow keys move the cursor over what was played, Enter goes there, Escape lets it go', () => {
  const told = charts()
  for (const key of ['ArrowLeft', 'End', 'Home', 'Enter', 'Escape']) press(slider(), key)
  expect(told.cursors).toEqual([350, 900, 0, undefined])
  expect(told.sought).toEqual([450])
})

test('zoom needs no pointer', () => {
  const told = charts({ zoomed: true, position: 500, view: { from: 0, to: 8000 } })
  for (const label of ['Zoom in', 'Zoom out', 'Reset zoom']) {
    act(() => page.querySelector<HTMLButtonElement>(`[aria-label="${label}"]`)?.click())
  }
  expect(told.views).toEqual([{ from: 250, to: 4250 }, { from: 0, to: 16_000 }, undefined])
})

test('charts stand with their axes before anything is known', () => {
  charts({ detail: undefined })
  expect(summaries()).toContain('Calls per second at 00:00.450: No call yet.')
  expect(page.querySelectorAll('.chart-tick').length).toBe(9)
})

test('a mark follows the parameters in force', () => {
  charts()
  expect(page.querySelector('.chart-mark-text')?.textContent).toBe('opens at 5')
  charts({ params: { limit: 6 } })
  expect(page.querySelector('.chart-mark-text')?.textContent).toBe('opens at 6')
})
