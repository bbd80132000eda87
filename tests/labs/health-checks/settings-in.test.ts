import { expect, test } from 'vitest'
import { legalValue } from '../../../src/lab/param.ts'
import { imports } from '../../../src/labs/health-checks/imports.ts'
import { params } from '../../../src/labs/health-checks/params.ts'

const [probes] = imports

test('the example sets liveness and readiness, and nothing of a start-up probe', async () => {
  const read = await probes?.read(probes.example)
  expect(read).toMatchObject({
    set: {
      rotationBy: 'readiness',
      startupProbe: false,
      liveReads: 'own',
      livePeriod: 10_000,
      liveFall: 3,
      readyPeriod: 5000,
      readyTimeout: 2000,
      readyFall: 3,
    },
  })
})

test('what the lab cannot have is brought into its range and told', async () => {
  const read = await probes?.read('readinessProbe: { periodSeconds: 600, httpGet: { path: / } }')
  if (!read || 'failed' in read) throw new Error('not read')
  expect(read.set).toMatchObject({ readyPeriod: 60_000, liveReads: 'none' })
  expect(read.notices).toContain('readinessProbe: readiness period is brought into the lab’s range.')
  for (const [name, value] of Object.entries(read.set)) {
    expect(legalValue(params[name as keyof typeof params], value)).toBe(value)
  }
})

test('a text without probes is refused in one sentence', async () => {
  expect(await probes?.read('kind: Service')).toEqual({
    failed: 'There is no livenessProbe, readinessProbe or startupProbe in it.',
  })
})
