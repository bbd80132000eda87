import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Model, Position } from '../../src/sim/model.ts'
import { Simulation } from '../../src/sim/simulation.ts'
import { Timeline } from '../../src/sim/timeline.ts'
import { type CrowdAct, crowdSetup } from './crowd.ts'

const planned: readonly CrowdAct[] = [
  { at: 500, event: { kind: 'call', text: 'hello' } },
  { at: 4000.5, set: { label: 'second', spread: 12 } },
]
const END: Position = { time: 20_000, event: Infinity }
const timeline = (acts = planned) => new Timeline(crowdSetup(5), acts)

/** The digest of a run straight to a position. */
function replayed(acts: readonly CrowdAct[], position: Position): string {
  const simulation = new Simulation(crowdSetup(5))
  simulation.plan(acts)
  simulation.advance(position)
  return simulation.digest()
}

const called = (text: string): Omit<CrowdAct, 'at'> => ({ event: { kind: 'call', text } })

test('fifty seeks to anywhere equal fifty replays', () => {
  const run = timeline()
  run.seek(END)
  const events = run.simulation.number
  expect(run.checkpoints).toBeGreaterThan(1)
  const target = fc.record({ time: fc.double({ min: 0, max: 20_000, noNaN: true }), event: fc.nat(events) })
  fc.assert(
    fc.property(target, ({ time, event }) => {
      for (const to of [
        { time, event: Infinity },
        { time: Infinity, event },
        { time, event },
      ]) {
        run.seek(to)
        expect(run.simulation.digest()).toBe(replayed(planned, to))
      }
    }),
    { numRuns: 50 },
  )
})

test('a position that was reached is found again from its own time and event', () => {
  const run = timeline()
  run.seek(END)
  fc.assert(
    fc.property(fc.double({ min: 0, max: 20_000, noNaN: true }), (time) => {
      run.seek({ time, event: Infinity })
      const { position } = run.simulation
      const digest = run.simulation.digest()
      run.seek(END)
      run.seek(position)
      expect([run.simulation.position, run.simulation.digest()]).toEqual([position, digest])
    }),
    { numRuns: 30 },
  )
})

test('the end is the furthest position, wherever one stands', () => {
  const run = timeline()
  run.seek({ time: 1000, event: Infinity })
  const { position } = run.simulation
  run.seek({ time: 300, event: Infinity })
  expect([run.end, run.simulation.now]).toEqual([position, 300])
})

describe('acting', () => {
  test('anywhere and in any order leaves a run that equals its own replay', () => {
    const step = fc.record({ to: fc.double({ min: 0, max: 3000, noNaN: true }), act: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const run = timeline()
        steps.forEach(({ to, act }, i) => {
          run.seek({ time: to, event: Infinity })
          if (act) run.act(i % 2 === 0 ? called(`call ${i}`) : { set: { label: `label ${i}` } })
        })
        expect(run.simulation.digest()).toBe(replayed(run.acts, run.simulation.position))
        run.seek({ time: 3500, event: Infinity })
        expect(run.simulation.digest()).toBe(replayed(run.acts, { time: 3500, event: Infinity }))
      }),
      { numRuns: 60 },
    )
  })

  test('in the middle of an instant first settles what is still due at it', () => {
    const run = timeline([])
    run.seek({ time: 2, event: 1 })
    run.act(called('now'))
    expect(run.simulation.world.heard.at(-1)).toBe('0 now')
    expect(run.acts).toEqual([{ at: 0, ...called('now') }])
    run.seek(END)
    expect(run.simulation.digest()).toBe(replayed(run.acts, END))
  })

  test('in the past leaves the future, and restoring returns it exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9000, maxExcluded: true, noNaN: true }), (time) => {
        const run = timeline()
        run.seek({ time: 9000, event: Infinity })
        const { end } = run
        run.seek({ time, event: Infinity })
        const from = run.simulation.position
        run.act(called('branch'))
        run.seek({ time: time + 7000, event: Infinity })
        expect(run.simulation.digest()).toBe(replayed(run.acts, run.simulation.position))
        run.restore()
        expect([run.acts, run.end, run.abandoned]).toEqual([planned, end, undefined])
        expect(run.simulation.now).toBe(from.time)
        for (const to of [run.simulation.position, end, { time: 12_000, event: Infinity }]) {
          run.seek(to)
          expect(run.simulation.digest()).toBe(replayed(planned, to))
        }
      }),
      { numRuns: 25 },
    )
  })

  test('at the end abandons nothing', () => {
    const run = timeline([])
    run.seek({ time: 100, event: Infinity })
    run.act(called('last'))
    expect(run.abandoned).toBeUndefined()
    const before = run.simulation.digest()
    run.restore()
    expect(run.simulation.digest()).toBe(before)
  })

  test('is taken back while one stands where it was done, as if it had never been', () => {
    const run = timeline([])
    run.seek({ time: 100.5, event: Infinity })
    run.act({ set: { label: 'dragged' } })
    expect(run.takeBack()).toBe(true)
    run.act({ set: { label: 'dragged on' } })
    expect(run.acts).toEqual([{ at: 100.5, set: { label: 'dragged on' } }])
    run.seek({ time: 200, event: Infinity })
    expect(run.takeBack()).toBe(false)
    expect(run.simulation.digest()).toBe(replayed(run.acts, run.simulation.position))
  })
})

/** Exactly one event a millisecond for a while, a lull, and then more. */
const lull: Model<object, { count: number }, string> = {
  streams: [],
  start(moment) {
    moment.at(1, 'tick')
    return { count: 0 }
  },
  handle(world, event, moment) {
    world.count += event === 'tick' ? 1 : 1000
    if (event === 'tick') moment.after(world.count === 4096 ? 5000 : 1, 'tick')
  },
}

test('an act in a lull in which a checkpoint was taken later happens at its own time', () => {
  const setup = { model: lull, params: {}, seed: 1, parts: 0 }
  const run = new Timeline(setup, [])
  run.seek({ time: 8000, event: Infinity })
  expect([run.simulation.number, run.checkpoints]).toEqual([4096, 2])
  run.seek({ time: 6000, event: Infinity })
  run.act({ event: 'act' })
  run.seek({ time: 9000, event: Infinity })
  run.seek({ time: 8500, event: Infinity })
  const straight = new Simulation(setup)
  straight.plan([{ at: 6000, event: 'act' }])
  straight.advance({ time: 8500, event: Infinity })
  expect(run.simulation.digest()).toBe(straight.digest())
})

test('checkpoints stay few however long a run becomes, and seeks stay right', () => {
  const setup = { model: lull, params: {}, seed: 1, parts: 0 }
  const run = new Timeline(setup, [])
  for (let time = 0; time <= 1_300_000; time += 100_000) {
    run.seek({ time, event: Infinity })
    expect(run.checkpoints).toBeLessThanOrEqual(128)
  }
  expect(run.simulation.number).toBeGreaterThan(1_200_000)
  run.seek({ time: 700_000, event: Infinity })
  expect(run.simulation.world.count).toBe(700_000 - 5000 + 1)
})

test('looking at the past by a replay moves nothing', () => {
  const run = timeline()
  run.seek({ time: 9000, event: Infinity })
  const before = run.simulation.digest()
  const past = run.replay(200)
  past.advance({ time: Infinity, event: 200 })
  expect(past.digest()).toBe(replayed(planned, { time: Infinity, event: 200 }))
  expect(run.simulation.digest()).toBe(before)
})
