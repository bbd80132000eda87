import { expect, test } from 'vitest'
import { Timeline } from '../../src/sim/timeline.ts'
import { weight } from '../../src/sim/weight.ts'

test('a typed array weighs its bytes, a record more than its parts', () => {
  expect(weight(new Float64Array(1000))).toBe(8000)
  expect(weight({ a: new Uint8Array(500), b: [1, 2, 3] })).toBeGreaterThan(500)
})

test('checkpoints of a large world are fewer, so that together they stay within 128 MB, and seeks still arrive', () => {
  const model = {
    streams: [] as const,
    start(moment: { after(delay: number, event: string): void }) {
      moment.after(1, 'tick')
      return { ticks: 0, ballast: new Uint8Array(8 * 1024 * 1024) }
    },
    handle(world: { ticks: number }, event: string, moment: { after(delay: number, event: string): void }) {
      world.ticks += 1
      moment.after(1, event)
    },
  }
  const timeline = new Timeline({ model, params: {}, seed: 1, parts: 0 }, [])
  timeline.seek({ time: 200_000, event: Infinity })
  expect(timeline.checkpoints).toBeLessThanOrEqual(16)
  expect(timeline.checkpoints).toBeGreaterThanOrEqual(4)
  timeline.seek({ time: 77_777, event: Infinity })
  expect(timeline.simulation.world.ticks).toBe(77_777)
})
