// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDashboard } from '../../../src/labs/health-checks/reading/dashboard.ts'
import { readStrips } from '../../../src/labs/health-checks/reading/strips.ts'
import View from '../../../src/labs/health-checks/View.tsx'
import { type HealthRun, play, playPreset } from './run.ts'

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const show = ({ now, params, world }: HealthRun) =>
  act(() => root.render(<View view="dashboard" data={structuredClone(readDashboard(world, params, now))} />))

const press = (text: string) =>
  act(() => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === text)?.click())

const line = () => page.querySelector('[data-testid="health-line"] b')?.textContent
const body = () => JSON.parse(page.querySelector('[data-testid="health-body"]')?.textContent ?? '')
const status = (service: string) =>
  [...page.querySelectorAll('.health-service')]
    .find((row) => row.querySelector('th')?.textContent === service)
    ?.querySelector('.health-status')?.textContent

test('the matrix says OK, FAIL and DEGRADED as in the exercise', () => {
  show(playPreset('cache-down', 24_000))
  expect(['Auth', 'Orders', 'Search'].map(status)).toEqual(['OK', 'FAIL', 'DEGRADED'])
})

test('pressing an endpoint shows the status and the body that it has at that moment', () => {
  show(playPreset('cache-down', 24_000))
  press('orders-2#4')
  press('/health/ready')
  expect(line()).toBe('503 Service Unavailable')
  expect(body()).toMatchObject({ status: 'fail', serviceId: 'orders-2', output: 'not passing: api' })
  press('/health/live')
  expect(line()).toBe('200 OK')
  expect(body()).toEqual({ status: 'pass', serviceId: 'orders-2' })
  press('search-1#2')
  press('/health/detailed')
  expect(line()).toBe('200 OK')
  expect(body()).toMatchObject({ status: 'warn', checks: { 'cache:responseTime': [{ status: 'fail' }] } })
  show(playPreset('cache-down', 1000))
  expect(body()).toMatchObject({ status: 'pass' })
})

test('a process that hangs does not answer, and one that has ended refuses', () => {
  const acts = [{ at: 1000, do: 'hang', with: { replica: 1 } }]
  show(play(1500, { liveReads: 'none' }, acts))
  expect(line()).toBe('no answer: the process hangs')
  const twice = [500, 1000].map((at) => ({ at, do: 'kill', with: { replica: 1 } }))
  show(play(1000, {}, twice))
  expect(line()).toBe('connection refused: no process listens')
})

test('the strips tell how long checks and rotations have been so', () => {
  const run = playPreset('shared', 40_000)
  const { strips } = readStrips(run.world, run.params, run.now)
  const levels = (what: string) =>
    strips.find((strip) => strip.service === 'Auth' && strip.what === what)?.stretches.map(({ level }) => level)
  expect(levels('Cache')).toEqual([0])
  expect(levels('DB')?.at(-1)).toBe(2)
  expect(levels('Rotation')?.at(-1)).toBe(3)
})
