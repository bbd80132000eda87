import { describe, expect, test } from 'vitest'
import { propose } from '../../../src/engines/autoscaling/reading.ts'
import {
  complete,
  cooldownEnd,
  cooldownLeft,
  createScaler,
  type Decision,
  decide,
  expire,
  ignoresMetrics,
  note,
  type Scaler,
  type ScalerConfig,
  usualScaler,
} from '../../../src/engines/autoscaling/scaler.ts'
import { minutes } from './hpa-play.ts'

const reading = { cpu: 0.85, memory: 0.6, rps: 1200 }

/** Asks a scaler for a change of `current` instances. */
function ask(scaler: Scaler, change: number, now: number, current = 5, config: Partial<ScalerConfig> = {}): Decision {
  const reason = change > 0 ? 'above' : change < 0 ? 'below' : 'between'
  const proposal = propose(current, current + change, reason, 0.85, 0.8)
  return decide(scaler, { ...usualScaler, ...config }, proposal, reading, current, now)
}

const flow = ({ decided }: Scaler): string[] => decided.edges.slice(0, decided.count)
const machine = ({ trail }: Scaler): string[] => trail.edges.slice(0, trail.count)

describe("the document's timeline", () => {
  test('10:00 with 5, 10:03 up by 2, 10:06 still cooldown, 10:09 down by 1', () => {
    const scaler = createScaler(0)
    expect(ask(scaler, 0, 0)).toMatchObject({ outcome: 'held', desired: 5 })
    expect(ask(scaler, 2, minutes(3))).toMatchObject({ outcome: 'applied', desired: 7 })
    expect(ask(scaler, -1, minutes(6), 7)).toMatchObject({ outcome: 'skipped', desired: 7, cooldownLeft: 0 })
    expect(ask(scaler, -1, minutes(9), 7)).toMatchObject({ outcome: 'applied', desired: 6 })
  })

  test('a cooldown that begins when the instances are ready fits it too', () => {
    const config = { cooldownFrom: 'completion' } as const
    const scaler = createScaler(0)
    ask(scaler, 2, minutes(3), 5, config)
    expect(scaler.state).toBe('scalingUp')
    expect(cooldownLeft(scaler, minutes(3))).toBe(Infinity)
    complete(scaler, minutes(4))
    expect(machine(scaler)).toEqual(['added'])
    expect(ask(scaler, -1, minutes(6), 7, config).outcome).toBe('skipped')
    expect(ask(scaler, -1, minutes(9), 7, config).outcome).toBe('applied')
  })
})

describe('cooldown', () => {
  test('includes its last instant and is over a millisecond later', () => {
    const scaler = createScaler(0)
    ask(scaler, 1, 0)
    expect(cooldownEnd(scaler)).toBe(minutes(3))
    expect(expire(scaler, minutes(3))).toBe(false)
    expect(scaler.state).toBe('cooldown.waiting')
    expect(expire(scaler, minutes(3) + 1)).toBe(true)
    expect([scaler.state, cooldownEnd(scaler)]).toEqual(['stable', Infinity])
  })

  test('may differ by direction', () => {
    const config = { cooldownUp: minutes(1), cooldownDown: minutes(10) }
    const scaler = createScaler(0)
    ask(scaler, 1, 0, 5, config)
    expect(cooldownEnd(scaler)).toBe(minutes(1))
    ask(scaler, -1, minutes(2), 6, config)
    expect(cooldownEnd(scaler)).toBe(minutes(12))
  })

  test('of zero lets every evaluation act', () => {
    const config = { cooldownUp: 0, cooldownDown: 0 }
    const scaler = createScaler(0)
    expect(ask(scaler, 1, 0, 5, config).outcome).toBe('applied')
    expect([scaler.state, machine(scaler)]).toEqual(['stable', ['exceeds', 'addedFreely']])
    expect(ask(scaler, -1, 0, 6, config).outcome).toBe('applied')
    expect([scaler.ups, scaler.downs, scaler.flips]).toEqual([1, 1, 1])
  })

  test('skips what was asked for, or does not look at the metrics', () => {
    const scaler = createScaler(0)
    ask(scaler, 1, 0)
    ask(scaler, 1, minutes(1), 6)
    expect(flow(scaler)).toEqual(['reads', 'above', 'asksUp', 'skips'])
    expect(ignoresMetrics(scaler, { ...usualScaler, inCooldown: 'ignores' }, minutes(3))).toBe(true)
    expect(ask(scaler, 1, minutes(3), 6, { inCooldown: 'ignores' }).outcome).toBe('ignored')
    expect(flow(scaler)).toEqual(['ignores'])
    expect(ask(scaler, 1, minutes(3) + 1, 6, { inCooldown: 'ignores' }).outcome).toBe('applied')
  })

  test('holding is no action: it asks for no cooldown', () => {
    const scaler = createScaler(0)
    ask(scaler, 1, 0)
    expect(ask(scaler, 0, minutes(1), 6).outcome).toBe('held')
    expect(flow(scaler)).toEqual(['reads', 'between'])
  })
})

describe('limits', () => {
  test('cut what is asked for', () => {
    expect(ask(createScaler(0), 8, 0, 5, { max: 10 })).toMatchObject({ within: 10, desired: 10, outcome: 'applied' })
    expect(ask(createScaler(0), -8, 0, 5, { min: 2 })).toMatchObject({ within: 2, desired: 2, outcome: 'applied' })
  })

  test('at the limit nothing happens and no cooldown begins', () => {
    const scaler = createScaler(0)
    expect(ask(scaler, 2, 0, 10, { max: 10 })).toMatchObject({ outcome: 'bounded', desired: 10 })
    expect(flow(scaler)).toEqual(['reads', 'above', 'asksUp', 'free', 'bounds'])
    expect(scaler.state).toBe('stable')
  })

  test('instances outside are brought back even in cooldown, and that is no action', () => {
    const scaler = createScaler(0)
    ask(scaler, 1, 0)
    expect(ask(scaler, 1, minutes(1), 30, { max: 10 })).toMatchObject({ outcome: 'corrected', desired: 10 })
    expect([flow(scaler), scaler.ups, cooldownEnd(scaler)]).toEqual([['corrects'], 1, minutes(3)])
  })
})

describe('the trails', () => {
  test('tell machine and flow step by step, with the numbers that decided', () => {
    const scaler = createScaler(0)
    ask(scaler, 2, minutes(3))
    expect(flow(scaler)).toEqual(['reads', 'above', 'asksUp', 'free', 'applies', 'starts'])
    expect([...scaler.decided.numbers.slice(0, 12)]).toEqual([1, 0.85, 0.6, 1200, 1, 0.85, 0.8, 0, 1, 5, 7, 0])
    expect(machine(scaler)).toEqual(['exceeds', 'added'])
    expect([...scaler.trail.numbers.slice(0, 8)]).toEqual([5, 7, 0, 0, 0, minutes(3), 0, 0])
  })

  test('a controller with rules of its own moves the machine without cooldown, out of one left over', () => {
    const scaler = createScaler(0)
    ask(scaler, 1, 0)
    note(scaler, 6, 8, minutes(1))
    expect(machine(scaler)).toEqual(['expires', 'exceeds', 'addedFreely'])
    note(scaler, 8, 8, minutes(2))
    expect([machine(scaler), scaler.state, scaler.ups]).toEqual([[], 'stable', 2])
  })
})
