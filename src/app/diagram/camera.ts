import { drawnText } from './drawing-options.ts'

/** Text never falls under 11 px: what would, keeps 12 px and pans. */
const smallestText = 11
const pannedText = 12
const margin = 6
const zoomStep = 1.25
const largest = 3

export interface Size {
  readonly width: number
  readonly height: number
}

/** Where a drawing lies in its window: the scale, and the window's coordinates of its upper left corner. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** The scale at which the whole drawing is seen, or text keeps 12 px where it would fall under 11. */
export function fitScale(drawing: Size, room: Size): number {
  const whole = Math.min((room.width - 2 * margin) / drawing.width, (room.height - 2 * margin) / drawing.height, 1)
  return whole * drawnText < smallestText ? pannedText / drawnText : whole
}

/** Keeps a drawing in its window: centred where it is smaller, without empty margins where it is larger. */
export function held(view: View, drawing: Size, room: Size): View {
  const along = (at: number, length: number, space: number) =>
    length + 2 * margin <= space ? (space - length) / 2 : Math.min(margin, Math.max(space - length - margin, at))
  return {
    scale: view.scale,
    x: along(view.x, drawing.width * view.scale, room.width),
    y: along(view.y, drawing.height * view.scale, room.height),
  }
}

/** The whole drawing, or its beginning at readable size. */
export function fitted(drawing: Size, room: Size): View {
  return held({ scale: fitScale(drawing, room), x: margin, y: margin }, drawing, room)
}

/** Larger or smaller by a factor around a point of the window, between what fits and three times the drawn size. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }, drawing: Size, room: Size): View {
  const smallest = Math.min(fitScale(drawing, room), (room.width - 2 * margin) / drawing.width)
  const scale = Math.min(largest, Math.max(smallest, view.scale * factor))
  const ratio = scale / view.scale
  return held({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, drawing, room)
}

/** One press of a zoom button. */
export const zoomIn = zoomStep
export const zoomOut = 1 / zoomStep

/** Moves the drawing so that a rectangle of it, given in its own units, comes into view: to the middle. */
export function following(view: View, target: DOMRectReadOnly, drawing: Size, room: Size): View {
  const along = (at: number, start: number, length: number, space: number) => {
    const from = at + start * view.scale
    const to = from + length * view.scale
    return from >= margin && to <= space - margin ? at : space / 2 - (start + length / 2) * view.scale
  }
  return held(
    {
      scale: view.scale,
      x: along(view.x, target.x, target.width, room.width),
      y: along(view.y, target.y, target.height, room.height),
    },
    drawing,
    room,
  )
}

/** Whether a part of the drawing is out of view. */
export const overflows = ({ scale }: View, drawing: Size, room: Size): boolean =>
  drawing.width * scale > room.width + 1 || drawing.height * scale > room.height + 1
