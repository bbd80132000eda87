import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presetScenario, type Scenario } from '../../src/scenario/scenario.ts'
import type { Command, Frame } from '../../src/worker/protocol.ts'
import { Session } from '../../src/worker/session.ts'
import { doorLab } from './door.ts'

const scenario: Scenario = presetScenario(doorLab)
const window = { from: 0, to: 20_000, points: 150 }
const FOREVER = 1e9

/** A session with a run open in it, and a short way to speak to it. */
function opened(from: Scenario = scenario) {
  const session = new Session([doorLab], () => 0)
  let id = 0
  const say = (command: Command): Frame => {
    id += 1
    return session.handle({ ...command, id, detail: window })
  }
  say({ kind: 'open', scenario: from })
  const go = (time: number, event = Infinity): Frame =>
    say({ kind: 'go', to: { time, event }, budget: FOREVER, jump: true })
  const digest = (): string => say({ kind: 'look' }).digest ?? ''
  return { say, go, digest }
}

/** The first event that jams the door, and when. */
const jam = (): Frame => {
  const { say } = opened()
  return say({ kind: 'transition', budget: FOREVER })
}

describe('going about in a run', () => {
  test('a seek back and forth ends where playing straight ends', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 1, maxLength: 8 }), (times) => {
        const there = opened()
        for (const time of times) there.go(time)
        there.go(9000)
        const straight = opened()
        straight.go(9000)
        expect(there.digest()).toBe(straight.digest())
      }),
      { numRuns: 30 },
    )
  })

  test('stepping back one event undoes stepping forward one event', () => {
    const { go, digest } = opened()
    go(5000)
    const before = digest()
    const { position } = go(5000)
    go(Infinity, position.event + 1)
    go(5000, position.event)
    expect(digest()).toBe(before)
  })

  test('the frame tells the furthest position played, also after going back', () => {
    const { go } = opened()
    go(8000)
    expect(go(2000).end.time).toBe(8000)
  })

  test('a budget that is used up says so, and the same command goes on', () => {
    let clock = 0
    const session = new Session([doorLab], () => {
      clock += 1
      return clock
    })
    session.handle({ kind: 'open', scenario, id: 1 })
    const command: Command = { kind: 'go', to: { time: 600_000, event: Infinity }, budget: 3 }
    let frame = session.handle({ ...command, id: 2 })
    expect(frame.behind).toBe(true)
    while (frame.behind) frame = session.handle({ ...command, id: 3 })
    expect(frame.position.time).toBe(600_000)
  })
})

describe('acting', () => {
  test('an act is part of the scenario at its time, and opening that scenario repeats the run', () => {
    const { say, go, digest } = opened()
    go(6000)
    say({ kind: 'act', act: { do: 'oil' } })
    go(7000)
    say({ kind: 'act', act: { set: { rate: 50 } } })
    const frame = go(9000)
    expect(frame.scenario.acts).toEqual([
      { at: 6000, do: 'oil' },
      { at: 7000, set: { rate: 50 } },
    ])
    const again = opened(frame.scenario)
    again.go(9000)
    expect(again.digest()).toBe(digest())
  })

  test('acting in the past leaves the future, and restoring takes it up again', () => {
    const { say, go, digest } = opened()
    go(4000)
    say({ kind: 'act', act: { do: 'oil' } })
    go(9000)
    const future = digest()
    go(3000)
    const branched = say({ kind: 'act', act: { set: { rate: 99 } } })
    expect(branched.abandoned?.time).toBe(9000)
    expect(branched.end.time).toBe(3000)
    const restored = say({ kind: 'restore' })
    expect(restored.position.time).toBe(3000)
    expect(restored.scenario.acts).toEqual([{ at: 4000, do: 'oil' }])
    expect(restored.abandoned).toBeUndefined()
    go(9000)
    expect(digest()).toBe(future)
  })

  test('what a scenario was opened with still happens after an act before it', () => {
    const { say, go } = opened({ ...scenario, acts: [{ at: 7000, do: 'oil' }] })
    go(3000)
    say({ kind: 'act', act: { set: { rate: 90 } } })
    say({ kind: 'act', act: { set: { rate: 80 } } })
    const frame = go(9000)
    expect(frame.scenario.acts).toEqual([
      { at: 3000, set: { rate: 80 } },
      { at: 7000, do: 'oil' },
    ])
    expect(frame.abandoned).toBeUndefined()
    go(1000)
    expect(say({ kind: 'act', act: { do: 'oil' } }).scenario.acts.map(({ at }) => at)).toEqual([1000, 7000])
    expect(say({ kind: 'restore' }).scenario.acts.map(({ at }) => at)).toEqual([3000, 7000])
  })

  test('dragging a slider while time stands still leaves one act, the last, and keeps the abandoned future', () => {
    const { say, go } = opened()
    go(9000)
    go(3000)
    for (const rate of [20, 30, 40]) say({ kind: 'act', act: { set: { rate } } })
    const frame = go(3000)
    expect(frame.scenario.acts).toEqual([{ at: 3000, set: { rate: 40 } }])
    expect(frame.abandoned?.time).toBe(9000)
  })

  test('setting a parameter before anything happened changes the scenario itself', () => {
    const { say } = opened()
    const frame = say({ kind: 'act', act: { set: { rate: 77 } } })
    expect(frame.scenario.params['rate']).toBe(77)
    expect(frame.scenario.acts).toEqual([])
  })

  test('a parameter of the size of the world begins a new run with the same seed', () => {
    const { say, go } = opened()
    go(5000)
    const frame = say({ kind: 'act', act: { set: { doors: 2 } } })
    expect(frame.position).toEqual({ time: 0, event: 0 })
    expect(frame.scenario.seed).toBe(scenario.seed)
    expect(frame.params['doors']).toBe(2)
  })
})

describe('stopping', () => {
  test('a breakpoint stops just before its part is taken, and going on passes it', () => {
    const taken = jam()
    const { say, go } = opened()
    say({ kind: 'breakpoints', parts: ['door.jams'] })
    const stopped = say({ kind: 'go', to: { time: 60_000, event: Infinity }, budget: FOREVER })
    expect(stopped.stop).toEqual({ by: 'breakpoint', what: 'door.jams' })
    expect(stopped.position.event).toBe(taken.position.event - 1)
    expect(stopped.lit['door']?.current).toEqual(['free'])
    const passed = say({ kind: 'go', to: { time: 60_000, event: taken.position.event }, budget: FOREVER })
    expect(passed.lit['door']?.current).toEqual(['jammed'])
    expect(go(0).stop).toBeUndefined()
  })

  test('scrubbing passes breakpoints', () => {
    const { say, go } = opened()
    say({ kind: 'breakpoints', parts: ['door.jams'] })
    const frame = go(30_000)
    expect(frame.stop).toBeUndefined()
    expect(frame.position.time).toBe(30_000)
  })

  test('stepping a transition goes to the next line of the log', () => {
    const frame = jam()
    expect(frame.detail?.log.map((line) => line.part)).toEqual(['door.jams'])
    expect(frame.detail?.log[0]?.text).toBe('25 came, the door jams at 25')
    expect(frame.detail?.spans.map((span) => span.state)).toEqual(['free', 'jammed'])
  })

  test('a violated invariant stops the run once and lights its lamp from then on', () => {
    const { say, go } = opened({ ...scenario, params: { ...scenario.params, broken: true } })
    const frame = say({ kind: 'go', to: { time: 60_000, event: Infinity }, budget: FOREVER })
    expect(frame.stop).toEqual({ by: 'violation', what: 'jam' })
    const states = (at: Frame) => at.detail?.lamps.map((lamp) => lamp.state)
    expect(states(frame)).toEqual(['broken', 'unchecked'])
    expect(states(go(frame.position.time - 1, frame.position.event - 1))).toEqual(['holds', 'unchecked'])
    expect(say({ kind: 'go', to: { time: 60_000, event: Infinity }, budget: FOREVER }).position.time).toBe(60_000)
  })
})

describe('what a frame shows', () => {
  test('samples are the same whatever the frames were', () => {
    const smooth = opened()
    for (let time = 16; time < 9000; time += 16) smooth.go(time)
    const rough = opened()
    expect(smooth.go(9000).detail?.samples).toEqual(rough.go(9000).detail?.samples)
  })

  test('counts are shown as growth per second, so their sum over the window is what was counted', () => {
    const { go } = opened()
    const { samples } = go(20_001).detail ?? { samples: undefined }
    const time = samples?.time ?? new Float64Array()
    const rates = samples?.values['inside'] ?? new Float64Array()
    const step = ((time[1] ?? 0) - (time[0] ?? 0)) / 1000
    const sum = rates.reduce((total, rate) => total + rate * step, 0)
    expect(sum).toBeCloseTo(25, 6)
  })

  test('the way of one subject through a flow is told part by part', () => {
    const { go } = opened()
    const way = go(2000).detail?.paths.find((path) => path.subject === 1)
    expect(way?.parts).toEqual(['way.comes', 'way.enters'])
  })
})

describe('why', () => {
  test('a part never taken has no why', () => {
    const { say } = opened()
    expect(say({ kind: 'why', part: 'door.jams' }).why).toEqual({ part: 'door.jams' })
  })

  test('the rule is told with its numbers, and the chain leads back to the act', () => {
    const { say, go } = opened()
    go(1000)
    say({ kind: 'act', act: { set: { jamsAfter: 30 } } })
    say({ kind: 'transition', budget: FOREVER })
    const { why } = say({ kind: 'why', part: 'door.jams' })
    expect(why?.taken?.rule).toEqual({ names: 'visitors ≥ jams after', numbers: '30 ≥ 30' })
    expect(why?.taken?.chain.map((cause) => [cause.act, cause.text])).toEqual([
      [true, 'jams after 30 calls'],
      [false, 'a visitor came'],
    ])
  })

  test('asking why does not move the run', () => {
    const { say, go, digest } = opened()
    go(9000)
    const before = digest()
    say({ kind: 'why', part: 'door.jams' })
    expect(digest()).toBe(before)
  })
})
