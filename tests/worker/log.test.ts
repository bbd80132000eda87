import { expect, test } from 'vitest'
import { presetScenario } from '../../src/scenario/scenario.ts'
import type { Command, Frame } from '../../src/worker/protocol.ts'
import { Session } from '../../src/worker/session.ts'
import { doorLab } from './door.ts'

/** A session with a run open in it, and a short way to speak to it. */
function opened(): (command: Command) => Frame {
  const session = new Session([doorLab], () => 0)
  const say = (command: Command): Frame =>
    session.handle({ ...command, id: 0, detail: { from: 0, to: 20_000, points: 150 } })
  say({ kind: 'open', scenario: presetScenario(doorLab) })
  return say
}

test('a line of the log keeps the settings of its time', () => {
  const say = opened()
  const lines = (): readonly string[] =>
    say({ kind: 'look' }).detail?.log.map(({ text }) => text) ?? expect.unreachable('no details were sent')
  say({ kind: 'transition', budget: Infinity })
  say({ kind: 'act', act: { set: { jamsAfter: 100 } } })
  expect(lines()).toEqual(['25 came, the door jams at 25'])
  say({ kind: 'act', act: { do: 'oil' } })
  say({ kind: 'transition', budget: Infinity })
  expect(lines()).toEqual(['25 came, the door jams at 25', 'oiled', '100 came, the door jams at 100'])
})
