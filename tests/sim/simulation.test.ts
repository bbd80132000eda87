import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/sim/simulation.ts'
import { acts, crowdRun, crowdSetup, END } from './crowd.ts'
import { scriptedRun } from './scripted.ts'

function digestAfter(go: (simulation: ReturnType<typeof crowdRun>) => void): string {
  const simulation = crowdRun()
  go(simulation)
  return simulation.digest()
}

const whole = digestAfter((simulation) => simulation.advance(END))

describe('an act happens after all that is due at its instant and before all that is due later:', () => {
  test('after ties, and after what they schedule for the same instant', () => {
    const simulation = scriptedRun(
      [
        [10, 'one'],
        [10, 'echo'],
        [10, 'two'],
        [11, 'later'],
      ],
      [
        { at: 10, event: 'act' },
        { at: 10, event: 'act too' },
      ],
    )
    simulation.advance(END)
    expect(simulation.world).toEqual(['10 one', '10 echo', '10 two', '10 echoed', '10 act', '10 act too', '11 later'])
  })

  test('what it schedules for its instant comes before the next act', () => {
    const simulation = scriptedRun(
      [],
      [
        { at: 5, event: 'echo' },
        { at: 5, event: 'act' },
      ],
    )
    simulation.advance(END)
    expect(simulation.world).toEqual(['5 echo', '5 echoed', '5 act'])
  })

  test('at time 0, and between two events', () => {
    const simulation = scriptedRun(
      [
        [0, 'zero'],
        [2, 'two'],
      ],
      [
        { at: 0, event: 'first' },
        { at: 1.5, event: 'second' },
      ],
    )
    simulation.advance(END)
    expect(simulation.world).toEqual(['0 zero', '0 first', '1.5 second', '2 two'])
  })

  test('its parameters are in force for its own event, and the model hears of the change first', () => {
    const simulation = crowdRun()
    simulation.advance({ time: 300.5, event: Infinity })
    expect(simulation.world.heard.slice(-3)).toEqual(['300.5 second third', '300.5 again', '300.5 -1'])
    expect(simulation.params).toEqual({ spread: 7, label: 'third' })
  })
})

describe('a run is the same', () => {
  test('twice', () => {
    expect(digestAfter((simulation) => simulation.advance(END))).toBe(whole)
    expect(new Simulation(crowdSetup(2)).digest()).toBe(new Simulation(crowdSetup(2)).digest())
  })

  test('in frames of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1000, noNaN: true })), (times) => {
        const digest = digestAfter((simulation) => {
          for (const time of times.sort((a, b) => a - b)) simulation.advance({ time, event: Infinity })
          simulation.advance(END)
        })
        expect(digest).toBe(whole)
      }),
    )
  })

  test('in steps of any number of events, and with any budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.boolean(), (stride, byBudget) => {
        const digest = digestAfter((simulation) => {
          if (byBudget)
            while (simulation.advance(END, { events: stride }) === 'behind') expect(simulation.now).toBeLessThan(1000)
          else
            for (let n = stride; simulation.number < n - stride + 1 && n < 1e4; n += stride)
              simulation.advance({ ...END, event: n })
          simulation.advance(END)
        })
        expect(digest).toBe(whole)
      }),
    )
  })

  test('whoever watches it', () => {
    const digest = digestAfter((simulation) => {
      simulation.observer = {
        handling: () => {},
        visited: () => {},
        handled: () => simulation.snapshot(),
        sampled: () => {},
      }
      simulation.advance(END)
    })
    expect(digest).toBe(whole)
  })

  test('not under another seed, with another act, or an act at another time', () => {
    const others = [{ seed: 2 }, { acts: acts.slice(1) }, { acts: acts.map((act) => ({ ...act, at: act.at + 0.25 })) }]
    for (const { seed = 1, acts: planned = acts } of others) {
      const simulation = crowdRun(seed)
      simulation.plan(planned)
      simulation.advance(END)
      expect(simulation.digest()).not.toBe(whole)
    }
  })
})

describe('a snapshot', () => {
  test('goes on like the run that it was taken of, here and in another simulation', () => {
    fc.assert(
      fc.property(fc.nat(600), (event) => {
        const simulation = crowdRun()
        simulation.advance({ ...END, event })
        const snapshot = simulation.snapshot()
        const elsewhere = crowdRun()
        elsewhere.restore(structuredClone(snapshot))
        simulation.advance(END)
        elsewhere.advance(END)
        expect([simulation.digest(), elsewhere.digest()]).toEqual([whole, whole])
        expect(elsewhere.tally).toEqual(simulation.tally)
        simulation.restore(snapshot)
        expect(simulation.position).toEqual(snapshot.position)
        simulation.advance(END)
        expect(simulation.digest()).toBe(whole)
      }),
    )
  })
})

describe('a budget', () => {
  test('of events is kept to the event', () => {
    const simulation = crowdRun()
    expect(simulation.advance(END, { events: 17 })).toBe('behind')
    expect(simulation.number).toBe(17)
    expect(simulation.advance({ ...END, event: 20 }, { events: 17 })).toBe('arrived')
    expect(simulation.number).toBe(20)
  })

  test('of time is asked for every 128 events', () => {
    const simulation = crowdRun()
    let asked = 0
    expect(simulation.advance(END, { events: Infinity, expired: () => ++asked > 2 })).toBe('behind')
    expect([asked, simulation.number]).toEqual([3, 256])
  })
})

describe('a position', () => {
  test('between two events is the clock between them', () => {
    const simulation = scriptedRun([
      [10, 'one'],
      [30, 'two'],
    ])
    simulation.advance({ time: 20, event: Infinity })
    expect(simulation.position).toEqual({ time: 20, event: 1 })
    expect(simulation.next).toBe(30)
  })

  test('by its event is the instant of that event', () => {
    const simulation = scriptedRun([
      [10, 'one'],
      [10, 'two'],
      [30, 'three'],
    ])
    simulation.advance({ time: 1000, event: 1 })
    expect(simulation.position).toEqual({ time: 10, event: 1 })
  })

  test('in a run in which nothing happens any more is reached all the same', () => {
    const simulation = scriptedRun([])
    expect(simulation.advance({ time: 50, event: Infinity })).toBe('arrived')
    expect([simulation.now, simulation.next]).toEqual([50, Infinity])
  })
})

test('scheduling in the past is a mistake', () => {
  expect(() => scriptedRun([[1, 'early']]).advance(END)).toThrow('an event due at 0 is in the past of 1')
  expect(() => scriptedRun([[1, 'nowhere']]).advance(END)).toThrow('an event after NaN is in the past')
})
