import { beforeEach, expect, test } from 'vitest'
import {
  compare,
  keepSecond,
  setOther,
  stopComparing,
  useComparison,
  useSecond,
} from '../../../src/app/state/compare.ts'
import type { Client } from '../../../src/app/state/conductor.ts'
import { act, conduct, openPreset, set } from '../../../src/app/state/run.ts'
import { useSession } from '../../../src/app/state/session.ts'
import { pause, play, seek } from '../../../src/app/state/time.ts'
import type { Params } from '../../../src/lab/param.ts'
import type { Command, Frame } from '../../../src/worker/protocol.ts'
import { Session } from '../../../src/worker/session.ts'
import { doorLab as lab } from '../../worker/door.ts'

const calls: ((wall: number) => void)[] = []
let wall = 0
let open = 0

function connect(): Client {
  const session = new Session([lab], () => performance.now())
  let id = 0
  open += 1
  return {
    send: (command: Command, detail): Promise<Frame> => {
      id += 1
      return Promise.resolve(session.handle({ ...command, id, ...(detail && { detail }) }))
    },
    run: () => Promise.reject(new Error('no jobs here')),
    close: () => {
      open -= 1
    },
  }
}

async function pictures(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    wall += 16
    for (const call of calls.splice(0)) call(wall)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const first = () => useSession.getState()
const second = () => useSecond.getState()
const [name = '', param] = Object.entries(lab.params as Params).find(([, { kind }]) => kind === 'number') ?? []
const other = param?.kind === 'number' ? (param.default === param.max ? param.min : param.max) : 0
const [deed = ''] = Object.keys(lab.acts)

conduct(connect, (call) => void calls.push(call))

beforeEach(async () => {
  stopComparing()
  useSession.setState({ lab: undefined, frame: undefined, notices: [], past: [], future: [], playing: false, speed: 1 })
  void openPreset(lab)
  pause()
  seek(3000)
  await pictures(6)
})

/** What a run opened on its own, with the second run's scenario, shows at the same time. */
const alone = (): readonly number[] => {
  const { scenario = first().frame?.scenario, position } = second().frame ?? {}
  if (!scenario) throw new Error('nothing is open')
  const frame = new Session([lab], () => 0).handle({ id: 1, kind: 'open', scenario, ...(position && { position }) })
  return [...frame.counts]
}

test('the second run is the same at first, at the same time', async () => {
  compare()
  await pictures(6)
  expect(second().frame?.position.time).toBe(first().frame?.position.time)
  expect(second().frame?.counts).toEqual(first().frame?.counts)
})

test('what is set there is in force from its beginning, on the same seed and acts', async () => {
  void act(deed)
  await pictures(4)
  compare()
  setOther(name, other)
  await pictures(8)
  expect(second().frame?.params[name]).toBe(other)
  expect(first().frame?.params[name]).not.toBe(other)
  expect(second().frame?.scenario.seed).toBe(first().frame?.scenario.seed)
  expect(second().frame?.scenario.acts).toEqual(first().frame?.scenario.acts)
  expect([...(second().frame?.counts ?? [])]).toEqual(alone())
})

test('it plays along, and an act done to one is done to both', async () => {
  compare()
  setOther(name, other)
  play()
  await pictures(30)
  void act(deed)
  await pictures(30)
  pause()
  await pictures(10)
  expect(second().frame?.position.time).toBe(first().frame?.position.time)
  expect(second().frame?.scenario.acts).toHaveLength(1)
  expect([...(second().frame?.counts ?? [])]).toEqual(alone())
})

test('going back and acting there gives the second run the same other past', async () => {
  compare()
  setOther(name, other)
  void act(deed)
  await pictures(10)
  seek(1000)
  await pictures(6)
  void act(deed)
  await pictures(10)
  expect(second().frame?.scenario.acts).toEqual(first().frame?.scenario.acts)
  expect([...(second().frame?.counts ?? [])]).toEqual(alone())
})

test('setting the first run leaves what the second has of its own', async () => {
  compare()
  setOther(name, other)
  set(name, param?.kind === 'number' ? param.min : 0)
  await pictures(10)
  expect(second().frame?.params[name]).toBe(other)
})

test('keeping the second run makes it the one at hand, and its worker goes', async () => {
  compare()
  setOther(name, other)
  await pictures(8)
  const workers = open
  keepSecond()
  await pictures(8)
  expect(useComparison.getState().on).toBe(false)
  expect(first().frame?.params[name]).toBe(other)
  expect(first().frame?.position.time).toBe(3000)
  expect(open).toBe(workers - 1)
})

test('another lab’s run, or the end of the comparison, leaves nothing behind', async () => {
  compare()
  setOther(name, other)
  await pictures(4)
  stopComparing()
  expect(useComparison.getState()).toMatchObject({ on: false, other: {} })
  expect(second().frame).toBeUndefined()
})
