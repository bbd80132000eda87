import { expect, test } from 'vitest'
import { activity, heatWidth } from '../../src/app/diagram/activity.ts'
import { calm } from '../../src/app/diagram/calm.ts'
import { fitScale, fitted, following, held, zoomed } from '../../src/app/diagram/camera.ts'
import { newestParts } from '../../src/app/diagram/last-taken.ts'
import { timeInState } from '../../src/app/diagram/live-states.ts'
import { inOrderOfTravel, placeOf, wayOf } from '../../src/app/diagram/topology.ts'
import { breaker, lock, request } from '../machine/samples.ts'

test('a steady flow settles at its rate, whatever the length of the steps', () => {
  for (const step of [80, 100, 250]) {
    const heat = activity(1, 0)
    for (let now = 0; now < 6000; now += step) heat.note([Math.floor(now / 50)], now, true)
    expect(heat.rates[0]).toBeGreaterThan(17)
    expect(heat.rates[0]).toBeLessThan(23)
  }
})

test('activity has faded to a tenth after one second', () => {
  const heat = activity(1, 0)
  for (let now = 0; now <= 3000; now += 100) heat.note([now / 10], now, true)
  const before = heat.rates[0] ?? 0
  for (let now = 3100; now <= 4000; now += 100) heat.note([300], now, true)
  expect(heat.rates[0]).toBeLessThan(before / 10)
})

test('a pause keeps the activity, a step or a jump clears it', () => {
  const heat = activity(2, 1)
  for (let now = 0; now <= 2000; now += 100) heat.note([0, now / 10, 0], now, true)
  heat.note([0, 203, 0], 2030, false)
  heat.note([0, 203, 0], 9000, false)
  expect(heat.rates[0]).toBeGreaterThan(50)
  heat.note([0, 204, 0], 9100, false)
  expect([...heat.rates]).toEqual([0, 0])
})

test('what is on when a run is opened is no activity', () => {
  const heat = activity(1, 0)
  heat.note([10_000], 0, true)
  expect(heat.rates[0]).toBe(0)
})

test('heat is as wide as the logarithm of the rate', () => {
  expect([0.1, 1, 10, 100, 10_000].map(heatWidth)).toEqual([1.75, 1.75, 3.375, 5, 5])
})

test('a spot changes at most three times a second and shows the last thing wanted', () => {
  const pace = calm()
  const changes: number[] = []
  let shown = ''
  for (let now = 0; now < 3000; now += 16) {
    const wanted = `${Math.floor(now / 50) % 2}`
    if (pace.admits(wanted, now) && wanted !== shown) {
      shown = wanted
      changes.push(now)
    }
  }
  expect(changes.length).toBeGreaterThan(6)
  for (const [index, at] of changes.entries()) expect((changes[index + 3] ?? at + 1001) - at).toBeGreaterThan(1000)
  const last = changes.at(-1) ?? 0
  expect(pace.admits('end', last + 1)).toBe(false)
  expect(pace.admits('end', last + 1 + pace.wait(last + 1))).toBe(true)
})

test('a drawing that fits is centred whole and never drawn larger than laid out', () => {
  const room = { width: 800, height: 400 }
  expect(fitScale({ width: 100, height: 100 }, room)).toBe(1)
  expect(fitted({ width: 200, height: 100 }, room)).toEqual({ scale: 1, x: 300, y: 150 })
})

test('text that would fall under 11 px keeps 12 px', () => {
  const room = { width: 800, height: 400 }
  expect(fitScale({ width: 1100, height: 100 }, room) * 16).toBeGreaterThan(11)
  expect(fitScale({ width: 1200, height: 100 }, room) * 16).toBe(12)
  expect(fitted({ width: 2000, height: 100 }, room)).toMatchObject({ x: 6 })
})

test('a drawing cannot be moved out of its window', () => {
  const room = { width: 800, height: 400 }
  const drawing = { width: 2000, height: 200 }
  expect(held({ scale: 1, x: 500, y: 900 }, drawing, room)).toEqual({ scale: 1, x: 6, y: 100 })
  expect(held({ scale: 1, x: -5000, y: 0 }, drawing, room)).toEqual({ scale: 1, x: 800 - 2000 - 6, y: 100 })
})

test('zooming keeps the point under the pointer and has bounds', () => {
  const room = { width: 800, height: 400 }
  const drawing = { width: 2000, height: 1000 }
  const view = { scale: 1, x: -600, y: -300 }
  const at = { x: 300, y: 200 }
  const nearer = zoomed(view, 1.5, at, drawing, room)
  expect((at.x - nearer.x) / nearer.scale).toBeCloseTo((at.x - view.x) / view.scale)
  expect((at.y - nearer.y) / nearer.scale).toBeCloseTo((at.y - view.y) / view.scale)
  expect(zoomed(view, 1e9, at, drawing, room).scale).toBe(3)
  expect(zoomed(view, 1e-9, at, drawing, room).scale).toBeCloseTo(788 / 2000)
})

test('the view follows only what is out of sight', () => {
  const room = { width: 800, height: 400 }
  const drawing = { width: 2000, height: 300 }
  const view = held({ scale: 1, x: 8, y: 0 }, drawing, room)
  const box = (x: number) => ({ x, y: 100, width: 100, height: 30 }) as DOMRectReadOnly
  expect(following(view, box(300), drawing, room)).toEqual(view)
  expect(following(view, box(1000), drawing, room).x).toBe(400 - 1050)
})

test('inner edges stay within their composite, a loop around a composite does not', () => {
  expect(wayOf(breaker, 'ends').within).toBe('closed')
  expect(wayOf(breaker, 'opens').within).toBeUndefined()
  expect(wayOf(breaker, 'refuses').within).toBeUndefined()
  expect(wayOf(breaker, 'forces').from).toEqual(['closed', 'open'])
})

test('places speak for themselves, inner states in the tone of their outer one', () => {
  expect(placeOf(breaker, 'open.timerCheck')).toMatchObject({ label: 'TimerCheck', tone: 'failed' })
  expect(placeOf(request, 'answered')).toMatchObject({ label: 'answered', tone: 'fine' })
  expect(placeOf(lock, 'storage')).toMatchObject({ label: 'Storage', tone: 'plain' })
})

test('the parts of one operation are travelled in the order in which they connect', () => {
  expect(inOrderOfTravel(request, ['failed', 'arrived', 'goes'])).toEqual(['arrived', 'goes', 'failed'])
  expect(inOrderOfTravel(breaker, ['ends', 'below'])).toHaveLength(2)
})

test('the newest operation decides which parts were taken last', () => {
  const lastEvent = [Number.NaN, 7, 9, 9, 12]
  const frame = { lastEvent: Float64Array.from(lastEvent), lastTime: Float64Array.from(lastEvent) }
  expect(newestParts(['a', 'b', 'c', 'd'], frame, 1, () => true)).toEqual(['d'])
  expect(newestParts(['a', 'b', 'c', 'd'], frame, 1, (part) => part < 3)).toEqual(['b', 'c'])
  expect(newestParts(['a'], frame, 0, () => true)).toEqual([])
})

test('time in a state is read to the hundredth while it is short', () => {
  expect([0, 3405, 59_999, 125_000].map(timeInState)).toEqual(['0.00 s', '3.40 s', '60.00 s', '2 min 5 s'])
})
