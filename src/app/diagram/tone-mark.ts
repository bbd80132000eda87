import type { Tone } from '../../machine/part.ts'
import { svgElement } from './svg-element.ts'

/** The shape that goes with a state's colour, fourteen units wide around its origin; none where it has no meaning. */
export function toneMark(tone: Tone): SVGGElement | undefined {
  const shape = shapes[tone]?.()
  return shape && svgElement('g', { class: 'd-mark' }, ...shape)
}

const square = () => [
  svgElement('rect', { class: 'd-mark-fill', x: -6.5, y: -6.5, width: 13, height: 13, rx: 2 }),
  svgElement('path', { class: 'd-mark-cross', d: 'M-3-3 3 3M3-3-3 3' }),
]

const shapes: Readonly<Record<Tone, (() => SVGElement[]) | undefined>> = {
  fine: () => [svgElement('circle', { class: 'd-mark-fill', r: 6 })],
  caution: () => [svgElement('path', { class: 'd-mark-fill', d: 'M0-6.5 7 6H-7Z' })],
  failed: square,
  refused: square,
  idle: () => [svgElement('circle', { class: 'd-mark-line', r: 5 })],
  suspect: () => [svgElement('path', { class: 'd-mark-fill', d: 'M0-7 7 0 0 7-7 0Z' })],
  plain: undefined,
}
