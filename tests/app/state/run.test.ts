import { beforeEach, expect, test } from 'vitest'
import type { Client } from '../../../src/app/state/conductor.ts'
import { act, conduct, openPreset, redo, reset, restore, set, undo } from '../../../src/app/state/run.ts'
import { useSession } from '../../../src/app/state/session.ts'
import { goToEnd, pause, play, seek, setSpeed, stepEvents } from '../../../src/app/state/time.ts'
import type { Command, Frame } from '../../../src/worker/protocol.ts'
import { Session } from '../../../src/worker/session.ts'
import { doorLab as lab } from '../../worker/door.ts'

const other: typeof lab = { ...lab, id: 'gate' }

const calls: ((wall: number) => void)[] = []
let wall = 0
let failing = false

function connect(): Client {
  const session = new Session([lab, other], () => performance.now())
  let id = 0
  return {
    send: (command: Command, detail): Promise<Frame> => {
      if (failing) {
        failing = false
        return Promise.reject(new Error('the worker stopped'))
      }
      id += 1
      return Promise.resolve(session.handle({ ...command, id, ...(detail && { detail }) }))
    },
    run: () => Promise.reject(new Error('no jobs here')),
    close: () => undefined,
  }
}

/** Shows pictures, 16 ms of wall time apart. */
async function pictures(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    wall += 16
    for (const call of calls.splice(0)) call(wall)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const state = () => useSession.getState()
const time = (): number => state().frame?.position.time ?? Number.NaN

const known = () => ({ params: state().frame?.params, acts: state().frame?.scenario.acts.length })

conduct(connect, (call) => void calls.push(call))

beforeEach(async () => {
  useSession.setState({ lab: undefined, frame: undefined, notices: [], past: [], future: [], playing: false, speed: 1 })
  void openPreset(lab)
  pause()
  await pictures(4)
})

test('playing moves virtual time by wall time times speed', async () => {
  setSpeed(10)
  play()
  await pictures(51)
  expect(time()).toBeGreaterThan(7000)
  expect(time()).toBeLessThan(9000)
})

test('pausing holds the run, and the details are then those of where it stands', async () => {
  play()
  await pictures(20)
  pause()
  await pictures(5)
  const held = time()
  await pictures(5)
  expect(time()).toBe(held)
  expect(calls).toHaveLength(0)
  expect(state().detail?.spans.every(({ from }) => from <= held)).toBe(true)
})

test('stepping back undoes a step', async () => {
  seek(2000)
  await pictures(5)
  const before = state().frame?.position.event ?? 0
  stepEvents(1)
  await pictures(5)
  expect(state().frame?.position.event).toBe(before + 1)
  stepEvents(-1)
  await pictures(5)
  expect(state().frame?.position.event).toBe(before)
})

test('a slider that is dragged leaves one act and one step of undo', async () => {
  seek(1000)
  await pictures(5)
  for (const rate of [20, 30, 40]) {
    set('rate', rate)
    await pictures(1)
  }
  await pictures(5)
  expect(known()).toMatchObject({ params: { rate: 40 }, acts: 1 })
  expect(state().past).toHaveLength(1)
})

test('undo leads back to the moment before a change, redo to the change', async () => {
  seek(1000)
  await pictures(5)
  set('rate', 40)
  await pictures(5)
  seek(5000)
  await pictures(5)
  const after = state().frame?.counts.slice()
  undo()
  await pictures(5)
  expect(time()).toBe(1000)
  expect(known()).toMatchObject({ params: { rate: 10 }, acts: 0 })
  redo()
  await pictures(5)
  expect(time()).toBe(5000)
  expect(state().frame?.counts).toEqual(after)
})

test('a future that was left by acting in the past can be restored', async () => {
  seek(8000)
  await pictures(5)
  const end = state().frame?.end
  seek(3000)
  await pictures(5)
  void act('oil')
  await pictures(5)
  expect(state().frame?.abandoned).toEqual(end)
  void restore()
  await pictures(5)
  expect(state().frame?.abandoned).toBeUndefined()
  goToEnd()
  await pictures(5)
  expect(state().frame?.position).toEqual(end)
})

test('beginning anew keeps the settings and drops the acts', async () => {
  seek(2000)
  await pictures(5)
  set('rate', 33)
  void act('oil')
  await pictures(6)
  reset()
  pause()
  await pictures(6)
  expect(known()).toMatchObject({ params: { rate: 33 }, acts: 0 })
  expect(time()).toBeLessThan(200)
})

test('a setting that sizes the world begins the run anew and keeps the acts', async () => {
  seek(2000)
  await pictures(5)
  void act('oil')
  await pictures(5)
  set('doors', 3)
  await pictures(6)
  expect(known()).toMatchObject({ params: { doors: 3 }, acts: 1 })
  expect(time()).toBe(0)
})

test('a worker that fails is replaced where the run stood, and the visitor is told', async () => {
  seek(4000)
  await pictures(5)
  const before = state().frame
  failing = true
  stepEvents(1)
  await pictures(6)
  expect(state().notices).toHaveLength(1)
  expect(state().frame?.position).toEqual(before?.position)
  expect(state().frame?.counts).toEqual(before?.counts)
})

test('a frame that was on its way when another lab was opened is not shown there', async () => {
  play()
  await pictures(3)
  wall += 16
  for (const call of calls.splice(0)) call(wall)
  const shown: unknown[] = []
  const stop = useSession.subscribe(({ lab: at, frame }) => {
    if (at === other && frame) shown.push(frame.scenario.lab)
  })
  void openPreset(other)
  await pictures(5)
  stop()
  expect(new Set(shown)).toEqual(new Set(['gate']))
})
