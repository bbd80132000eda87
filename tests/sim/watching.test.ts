import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/sim/simulation.ts'
import { crowdRun, END } from './crowd.ts'
import { scripted, scriptedRun } from './scripted.ts'

const straight = crowdRun()
straight.advance(END)
const whole = straight.digest()

describe('samples', () => {
  const sampledWith = (go: (simulation: ReturnType<typeof crowdRun>) => void, every: number): readonly string[] => {
    const simulation = crowdRun(1, every)
    const seen: string[] = []
    simulation.observer = { sampled: (time) => seen.push(`${time}: ${simulation.world.bred} ${simulation.number}`) }
    go(simulation)
    return seen
  }

  test('lie on a grid of their own, whatever the frames', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1000, noNaN: true })),
        fc.constantFrom(0.1, 7, 100),
        (times, every) => {
          const frames = sampledWith((simulation) => {
            for (const time of times.sort((a, b) => a - b)) simulation.advance({ time, event: Infinity })
            simulation.advance(END)
          }, every)
          expect(frames).toEqual(sampledWith((simulation) => simulation.advance(END), every))
        },
      ),
      { numRuns: 40 },
    )
  })

  test('show the world after all that is due at their time, from 0 on', () => {
    const simulation = new Simulation({
      model: scripted([
        [0, 'a'],
        [10, 'b'],
        [10, 'c'],
        [11, 'd'],
      ]),
      params: {},
      seed: 1,
      parts: 0,
      every: 10,
    })
    const seen: (readonly [number, number])[] = []
    simulation.observer = { sampled: (time) => seen.push([time, simulation.world.length]) }
    simulation.advance({ time: 20.5, event: Infinity })
    expect(seen).toEqual([
      [0, 1],
      [10, 3],
      [20, 4],
    ])
  })

  test('come once each, however often one goes back between them', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.constantFrom(0.1, 0.3, 7), (event, every) => {
        const simulation = crowdRun(1, every)
        simulation.advance({ ...END, event })
        const seen: number[] = []
        simulation.observer = { sampled: (time) => seen.push(time) }
        simulation.restore(simulation.snapshot())
        simulation.advance({ ...END, event: event + 60 })
        const all = sampledWith((other) => other.advance({ ...END, event: event + 60 }), every)
        expect(seen.map(String)).toEqual(all.slice(all.length - seen.length).map((text) => text.split(':')[0]))
        const before = sampledWith((other) => other.advance({ ...END, event }), every)
        expect(seen.length + before.length).toBe(all.length)
      }),
    )
  })
})

test('a restored run does not skip a sample that the division of its time would round away', () => {
  const simulation = crowdRun(1, 0.1)
  const time = 3 * 0.1
  expect(Math.ceil(time / 0.1)).toBe(4)
  simulation.advance({ time, event: Infinity })
  const seen: number[] = []
  simulation.observer = { sampled: (at) => seen.push(at) }
  simulation.restore(simulation.snapshot())
  simulation.advance({ time: 0.45, event: Infinity })
  expect(seen).toEqual([time, 0.4])
})

describe('an observer', () => {
  test('hears of every event its number, its time and the event that scheduled it', () => {
    const simulation = scriptedRun(
      [
        [1, 'echo'],
        [2, 'two'],
      ],
      [{ at: 3, event: 'echo' }],
    )
    const heard: unknown[] = []
    simulation.observer = { handling: (...what) => heard.push(what) }
    simulation.advance(END)
    expect(heard).toEqual([
      [1, 1, 0, 'echo'],
      [2, 1, 1, 'echoed'],
      [3, 2, 0, 'two'],
      [4, 3, 0, 'echo'],
      [5, 3, 4, 'echoed'],
    ])
  })

  test('can stop a run after the event at hand', () => {
    const simulation = crowdRun()
    simulation.observer = { handled: () => simulation.number === 9 && simulation.stop() }
    expect(simulation.advance(END)).toBe('stopped')
    expect(simulation.number).toBe(9)
    expect(simulation.advance(END)).toBe('arrived')
    expect(simulation.digest()).toBe(whole)
  })
})

test('the tally has how often, when and with which numbers each part was taken', () => {
  const simulation = crowdRun()
  simulation.advance({ time: 100, event: Infinity })
  const { counts, lastTime, lastEvent, numbers } = simulation.tally
  expect([counts[0], counts[1]]).toEqual([simulation.world.bred, 1])
  expect([lastTime[1], numbers[4], numbers[5]]).toEqual([100, 'hello'.length, 0])
  expect(lastEvent[1]).toBeLessThan(simulation.number)
})
