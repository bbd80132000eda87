import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { probeDefaults } from '../../../src/engines/health/container.ts'
import { type ImportedProbes, probesIn } from '../../../src/labs/health-checks/import/probes.ts'
import { probesExample, readProbes } from '../../../src/labs/health-checks/import/read.ts'
import { healthTakeHome } from '../../../src/labs/health-checks/take-home.ts'
import { anyProbes, ordinary } from './settings.ts'

const read = (value: unknown): ImportedProbes => {
  const found = probesIn(value)
  if ('failed' in found) throw new Error(found.failed)
  return found
}

const container = { name: 'orders', readinessProbe: { periodSeconds: 5 } }
const fiveSeconds = { readiness: { ...probeDefaults, period: 5000 } }
const pod = { containers: [container] }

describe('probes are found', () => {
  test.each([
    ['a Deployment', { kind: 'Deployment', spec: { template: { spec: pod } } }],
    ['a Pod', { kind: 'Pod', spec: pod }],
    ['a CronJob', { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: pod } } } } }],
    [
      'a List',
      {
        kind: 'List',
        items: [
          { kind: 'Service', spec: {} },
          { kind: 'Pod', spec: pod },
        ],
      },
    ],
    ['several documents', [{ kind: 'ConfigMap', data: {} }, null, { kind: 'Pod', spec: pod }]],
    ['a pod template', { spec: pod }],
    ['a list of containers', [container]],
    ['a container', container],
    ['bare probes', { readinessProbe: { periodSeconds: 5 } }],
  ])('in %s', (_, value) => {
    expect(read(value)).toEqual({ probes: fiveSeconds, notices: [] })
  })

  test('in the first container that has any; the others are named', () => {
    const sidecar = { name: 'sidecar', livenessProbe: {} }
    const init = { name: 'migrate', startupProbe: {} }
    const spec = { initContainers: [init], containers: [{ name: 'plain' }, container, sidecar] }
    const { probes, notices } = read({ spec })
    expect(probes).toEqual(fiveSeconds)
    expect(notices).toEqual(['Read: orders. Other containers with probes are left out: sidecar, migrate.'])
  })

  test('with the defaults of Kubernetes for what is left out', () => {
    const { probes } = read({ startupProbe: {}, livenessProbe: { initialDelaySeconds: null } })
    expect(probes).toEqual({ startup: probeDefaults, liveness: probeDefaults })
  })

  test('with the time that the pod gives a process to end', () => {
    expect(read({ spec: { ...pod, terminationGracePeriodSeconds: 45 } }).grace).toBe(45_000)
    expect(read({ spec: { ...pod, terminationGracePeriodSeconds: 0 } }).grace).toBe(0)
    expect(read({ spec: pod }).grace).toBeUndefined()
  })
})

describe('what does not map is told', () => {
  const noticesOf = (probe: unknown, key = 'livenessProbe') => read({ [key]: probe, readinessProbe: {} }).notices

  test.each([
    [{ periodSeconds: 0 }, 'livenessProbe.periodSeconds is 0, and must be at least 1; that is used.'],
    [
      { timeoutSeconds: 2 ** 31 },
      'livenessProbe.timeoutSeconds is 2147483648, and must be at most 2147483647; that is used.',
    ],
    [{ initialDelaySeconds: -1 }, 'livenessProbe.initialDelaySeconds is -1, and must be at least 0; that is used.'],
    [{ failureThreshold: '3' }, 'livenessProbe.failureThreshold is no whole number; its default 3 is used.'],
    [{ periodSeconds: 2.5 }, 'livenessProbe.periodSeconds is no whole number; its default 10 is used.'],
    [{ successThreshold: 2 }, 'livenessProbe.successThreshold must be 1 in Kubernetes; 1 is used.'],
    [{ terminationGracePeriodSeconds: 5 }, 'Left out of livenessProbe: terminationGracePeriodSeconds.'],
    [{ periodSecond: 5, x: 1 }, 'Left out of livenessProbe: periodSecond, x.'],
    [null, 'livenessProbe has no fields and is left out.'],
    [[1], 'livenessProbe has no fields and is left out.'],
    [{ exec: { command: ['true'] } }, "How the probes ask is left out (exec): they ask the lab's endpoints."],
  ])('%o', (probe, notice) => {
    expect(noticesOf(probe)).toEqual([notice])
  })

  test('numbers are brought into their range, and what is none is left at its default', () => {
    const { probes } = read({ readinessProbe: { periodSeconds: -4, timeoutSeconds: 'x', successThreshold: 3 } })
    expect(probes.readiness).toEqual({ ...probeDefaults, period: 1000, successThreshold: 3 })
  })

  test('of the pod and its container too', () => {
    const spec = {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 'long',
      containers: [{ ...container, lifecycle: { preStop: {} } }],
    }
    expect(read({ spec }).notices).toEqual([
      'Left out of lifecycle: preStop.',
      'restartPolicy is left out: the lab always restarts.',
      'terminationGracePeriodSeconds is no whole number of 0 or more and is left out.',
    ])
  })

  test('in sentences of bounded length', () => {
    const long = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i} ${'x'.repeat(200)}`, 1]))
    for (const notice of noticesOf(long)) expect(notice.length).toBeLessThan(400)
  })
})

describe('nothing to read', () => {
  test.each([
    [undefined, /^There is no/],
    ['text', /^There is no/],
    [{ kind: 'Service' }, /^There is no/],
    [{ livenessProbe: null }, /^The probes in it/],
  ])('%o fails in one sentence', (value, sentence) => {
    const found = probesIn(value)
    expect('failed' in found && found.failed).toMatch(sentence)
  })

  test('a value that contains itself is no endless road', () => {
    const value: Record<string, unknown> = {}
    value['self'] = [value]
    expect(probesIn(value)).toHaveProperty('failed')
  })
})

test('any value gives legal probes or one sentence', () => {
  const leaf = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null))
  const names = fc.constantFrom(
    ...['periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold', 'initialDelaySeconds'],
    ...['httpGet', 'containers', 'initContainers', 'spec', 'livenessProbe', 'readinessProbe', 'startupProbe'],
    ...['terminationGracePeriodSeconds', 'lifecycle', 'restartPolicy', 'name', '__proto__', 'constructor'],
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(names, tie('value'))),
  }))
  let found = 0
  fc.assert(
    fc.property(value, (any) => {
      const result = probesIn(any)
      if ('failed' in result) {
        expect(result.failed).toMatch(/^[A-Z].*\.$/)
        return
      }
      found += 1
      for (const probe of Object.values(result.probes)) {
        expect(Math.min(probe.period, probe.timeout)).toBeGreaterThanOrEqual(1000)
        expect(probe.initialDelay).toBeGreaterThanOrEqual(0)
        expect(Math.min(probe.successThreshold, probe.failureThreshold)).toBeGreaterThanOrEqual(1)
        expect(Object.values(probe).every((number) => Number.isInteger(number))).toBe(true)
      }
      for (const notice of result.notices) expect(notice).toMatch(/\.$/)
    }),
    { numRuns: 500, seed: 9 },
  )
  expect(found).toBeGreaterThan(20)
})

describe('a text', () => {
  const kubernetes = healthTakeHome.find(({ key }) => key === 'kubernetes')

  test('that was taken home gives the same probes again', async () => {
    const { grace: _, ...rest } = ordinary
    const grace = fc.integer({ min: 0, max: 300 }).map((seconds) => ({ grace: 1000 * seconds }))
    await fc.assert(
      fc.asyncProperty(anyProbes, fc.oneof(fc.constant({}), grace), async (probes, time) => {
        expect(await readProbes(kubernetes?.text({ ...rest, probes, ...time }) ?? '')).toEqual({
          probes,
          ...time,
          notices: ["How the probes ask is left out (httpGet): they ask the lab's endpoints."],
        })
      }),
      { numRuns: 60, seed: 6 },
    )
  })

  test('that is no YAML is told its line', async () => {
    expect(await readProbes('livenessProbe:\n  periodSeconds: 5\n periodSeconds: [')).toMatchObject({
      failed: expect.stringMatching(/^Line \d/),
    })
    expect(await readProbes('')).toHaveProperty('failed')
  })

  test('with several documents and an alias is read', async () => {
    const text = `kind: Service
---
spec:
  containers:
    - name: a
      livenessProbe: &probe { periodSeconds: 7 }
      readinessProbe: *probe
`
    const probe = { ...probeDefaults, period: 7000 }
    expect(await readProbes(text)).toEqual({ probes: { liveness: probe, readiness: probe }, notices: [] })
  })

  test('of the example is read', async () => {
    const found = await readProbes(probesExample)
    expect(found).toMatchObject({
      probes: { liveness: probeDefaults, readiness: { ...probeDefaults, period: 5000, timeout: 2000 } },
    })
  })

  test('of any kind is read or refused, and nothing is thrown', async () => {
    const words = fc.constantFrom(
      ...['livenessProbe:', 'readinessProbe:', 'periodSeconds:', 'containers:', '\n', '  ', '- ', '{', '}', '[', ']'],
      ...['&a', '*a', '<<:', '10', '-1', '1e99', '.inf', '.nan', '"', '!!set', '---', '\t', 'é', '? ', ': '],
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 30 }).map((list) => list.join('')),
      fc.array(words, { maxLength: 30 }).map((list) => `livenessProbe:\n  periodSeconds: ${list.join(' ')}`),
    )
    let read = 0
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const found = await readProbes(text)
        if (!('failed' in found)) read += 1
        const sentences = 'failed' in found ? [found.failed] : found.notices
        for (const sentence of sentences) expect(sentence).toMatch(/^\S.*\.$/s)
      }),
      { numRuns: 600, seed: 8 },
    )
    expect(read).toBeGreaterThan(20)
  })
})
