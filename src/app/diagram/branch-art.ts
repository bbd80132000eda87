import type { FoundFrame } from './parts.ts'
import { svgElement } from './svg-element.ts'

/** The ground of one branch of a frame, lit while a message in it is the one taken last. */
export interface BranchArt {
  readonly keys: readonly string[]
  readonly ground: SVGRectElement
}

const size = (line: Element | undefined, name: string): number => Number(line?.getAttribute(name) ?? 0)

/**
 * Lays a ground under each branch of a frame: Mermaid draws its four sides first, then a line before each further one.
 */
export function dressFrame({ element, branches }: FoundFrame): readonly BranchArt[] {
  const [top, right, bottom, left, ...between] = element.querySelectorAll('.loopLine')
  const heights = [size(top, 'y1'), ...between.map((line) => size(line, 'y1')), size(bottom, 'y1')]
  const x = size(left, 'x1')
  const arts = branches.map((keys, i) => {
    const [from = 0, to = 0] = [heights[i], heights[i + 1]]
    const box = { x, y: from, width: size(right, 'x1') - x, height: Math.max(0, to - from) }
    return { keys, ground: svgElement('rect', { class: 'd-branch', ...box }) }
  })
  // Behind everything: the life lines of the participants stand on it.
  element.parentElement?.prepend(...arts.map(({ ground }) => ground))
  return arts
}

/** Lights the branches that hold the part taken last. */
export function lightBranches(branches: readonly BranchArt[], latest: string | undefined): void {
  for (const { keys, ground } of branches)
    ground.classList.toggle('d-on', latest !== undefined && keys.includes(latest))
}
