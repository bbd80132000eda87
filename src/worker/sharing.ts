import type { Frame } from './protocol.ts'

/** The frame with the very parameters of the one before while they say the same, so that nobody looks at them again. */
export function sharing(frame: Frame, before: Frame | undefined): Frame {
  if (!before || !same(frame.params, before.params)) return frame
  return { ...frame, params: before.params }
}

function same(one: Frame['params'], other: Frame['params']): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}
