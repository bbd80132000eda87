import { expect, test } from 'vitest'
import { Conductor, type Score } from '../../../src/app/state/conductor.ts'
import type { ChartWindow, Command, Frame } from '../../../src/worker/protocol.ts'

const window: ChartWindow = { from: 0, to: 1000, points: 10 }
const position = { time: 0, event: 0 }

interface Bench {
  readonly conductor: Conductor
  readonly sent: { readonly command: Command; readonly detail: boolean }[]
  readonly arrived: Frame[]
  /** Shows the next picture at this wall time, and lets the answers arrive. */
  readonly picture: (wall: number) => Promise<void>
  readonly waiting: () => number
}

/** A conductor whose pictures are drawn by hand. `answer` decides what the client says. */
function bench(options: Partial<Score> = {}, answer: (command: Command) => Partial<Frame> = () => ({})): Bench {
  const sent: Bench['sent'] = []
  const arrived: Frame[] = []
  const calls: ((wall: number) => void)[] = []
  let now = 0
  const conductor = new Conductor({
    connect: () => ({
      send: (command, detail) => {
        sent.push({ command, detail: detail !== undefined })
        return Promise.resolve({ position, behind: false, ...answer(command) } as Frame)
      },
      run: () => Promise.reject(new Error('no jobs here')),
      close: () => undefined,
    }),
    nextFrame: (call) => void calls.push(call),
    wall: () => now,
    playTo: () => undefined,
    window: () => window,
    view: () => undefined,
    arrived: (frame) => void arrived.push(frame),
    lost: () => undefined,
    ...options,
  })
  const picture = async (wall: number): Promise<void> => {
    now = wall
    for (const call of calls.splice(0)) call(wall)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { conductor, sent, arrived, picture, waiting: () => calls.length }
}

const set = (value: number): Command => ({ kind: 'act', act: { set: { rate: value } } })

test('settings made within one picture become one command', async () => {
  const { conductor, sent, picture } = bench()
  void conductor.order(set(1))
  void conductor.order(set(2))
  const last = conductor.order({ kind: 'act', act: { set: { loss: 0.5 } } })
  await picture(16)
  expect(sent.map(({ command }) => command)).toEqual([{ kind: 'act', act: { set: { rate: 2, loss: 0.5 } } }])
  await expect(last).resolves.toMatchObject({ position })
})

test('acts by name are never merged', async () => {
  const { conductor, sent, picture } = bench()
  void conductor.order({ kind: 'act', act: { do: 'burst' } })
  void conductor.order({ kind: 'act', act: { do: 'burst' } })
  await picture(16)
  await picture(32)
  expect(sent).toHaveLength(2)
})

test('a newer place to go to replaces one that was not sent yet', async () => {
  const { conductor, sent, picture } = bench()
  for (const time of [100, 200, 300]) {
    void conductor.order({ kind: 'go', to: { time, event: Infinity }, jump: true, budget: 50 })
  }
  await picture(16)
  expect(sent).toMatchObject([{ command: { to: { time: 300 } } }])
})

test('while playing at most one command is under way, and details come about eight times a second', async () => {
  const go: Command = { kind: 'go', to: { time: 1, event: Infinity }, budget: 8 }
  const { conductor, sent, picture } = bench({ playTo: () => go })
  conductor.wake()
  for (let wall = 16; wall <= 1016; wall += 16) await picture(wall)
  expect(sent.length).toBeLessThanOrEqual(64)
  const detailed = sent.filter(({ detail }) => detail).length
  expect(detailed).toBeGreaterThanOrEqual(7)
  expect(detailed).toBeLessThanOrEqual(9)
})

test('a tab that slept does not play the time it slept', async () => {
  const elapsed: number[] = []
  const playTo = (time: number): Command => {
    elapsed.push(time)
    return { kind: 'go', to: { time, event: Infinity }, budget: 8 }
  }
  const { conductor, picture } = bench({ playTo })
  conductor.wake()
  await picture(16)
  await picture(60_016)
  expect(elapsed.at(-1)).toBe(100)
})

test('a paused run that has its details asks for no further picture', async () => {
  const { conductor, sent, picture, waiting } = bench()
  conductor.refresh()
  await picture(16)
  await picture(32)
  expect(sent).toEqual([{ command: { kind: 'look' }, detail: true }])
  expect(waiting()).toBe(0)
})

test('a run at rest whose charts moved on to another span fetches the details of that span, once', async () => {
  let span = window
  const arrived = (): void => {
    span = { from: 40_000, to: 60_000, points: 10 }
  }
  const { conductor, sent, picture } = bench({ window: () => span, arrived })
  void conductor.order({ kind: 'go', to: { time: 60_000, event: 0 }, jump: true, budget: 50 })
  for (let i = 1; i < 9; i += 1) await picture(i * 200)
  expect(sent.map(({ command, detail }) => [command.kind, detail])).toEqual([
    ['go', true],
    ['look', true],
  ])
})

test('a jump that is still behind is sent again until it arrives', async () => {
  let left = 3
  const { conductor, sent, picture } = bench({}, () => {
    left -= 1
    return { behind: left > 0 }
  })
  const arrived = conductor.order({ kind: 'go', to: { time: 9, event: Infinity }, jump: true, budget: 50 })
  for (const wall of [16, 32, 48, 64]) await picture(wall)
  expect(sent).toHaveLength(3)
  await expect(arrived).resolves.toMatchObject({ behind: false })
})

test('a jump that is settled stays where it has come to', async () => {
  const { conductor, sent, picture } = bench({}, () => ({ behind: true }))
  const arrived = conductor.order({ kind: 'transition', budget: 50 })
  await picture(16)
  conductor.settle()
  await picture(32)
  await picture(48)
  expect(sent.filter(({ command }) => command.kind === 'transition').length).toBe(1)
  await expect(arrived).resolves.toMatchObject({ behind: true })
})

test('after a failure the last good position is opened in a new connection', async () => {
  let connections = 0
  const opened: Command[] = []
  const { conductor, picture } = bench({
    connect: () => {
      connections += 1
      const broken = connections === 1
      return {
        send: (command) => {
          if (broken) return Promise.reject(new Error('the worker stopped'))
          opened.push(command)
          return Promise.resolve({ position, behind: false } as Frame)
        },
        run: () => Promise.reject(new Error('no jobs here')),
        close: () => undefined,
      }
    },
    lost: () => ({ kind: 'look' }),
  })
  void conductor.order(set(1))
  await picture(16)
  await picture(32)
  expect(connections).toBe(2)
  expect(opened).toEqual([{ kind: 'look' }])
})
