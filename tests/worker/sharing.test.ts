import { expect, test } from 'vitest'
import { presetScenario } from '../../src/scenario/scenario.ts'
import type { Command, Frame } from '../../src/worker/protocol.ts'
import { Session } from '../../src/worker/session.ts'
import { sharing } from '../../src/worker/sharing.ts'
import { doorLab } from './door.ts'

/** The frames of some commands as they come out of a worker: copies, of which nothing is shared. */
function framesOf(...commands: readonly Command[]): readonly Frame[] {
  const session = new Session([doorLab], () => 0)
  session.handle({ kind: 'open', scenario: presetScenario(doorLab), id: 0 })
  return commands.map((command, id) => structuredClone(session.handle({ ...command, id })))
}

const go = (time: number): Command => ({ kind: 'go', to: { time, event: Infinity }, budget: 1e9 })

test('parameters that stayed as they were are those of the frame before, and all else is new', () => {
  const [before, after] = framesOf(go(500), go(1000)) as [Frame, Frame]
  const shared = sharing(after, before)
  expect(shared.params).toBe(before.params)
  expect(shared).toEqual(after)
})

test('a parameter that was set is in the next frame', () => {
  const [before, after] = framesOf(go(500), { kind: 'act', act: { set: { rate: 20 } } }) as [Frame, Frame]
  expect(sharing(after, before).params).toEqual({ ...before.params, rate: 20 })
})

test('the first frame, and one of a lab with other parameters, stay as they are', () => {
  const [frame] = framesOf(go(500)) as [Frame]
  expect(sharing(frame, undefined)).toBe(frame)
  const { rate: _, ...fewer } = frame.params
  expect(sharing(frame, { ...frame, params: fewer }).params).toBe(frame.params)
  expect(sharing({ ...frame, params: fewer }, frame).params).toBe(fewer)
})
