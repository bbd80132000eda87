import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legalValue } from '../../../src/lab/param.ts'
import { hpaImport, readHpa } from '../../../src/labs/autoscaling/import/manifest.ts'
import { params, type ScalingParams } from '../../../src/labs/autoscaling/params.ts'
import { hpaSpec } from '../../../src/labs/autoscaling/rules.ts'
import { hpa } from '../../../src/labs/autoscaling/take-home/hpa.ts'
import { anyParams, standing } from './any-params.ts'

const settings = async (text: string) => {
  const found = await readHpa(text)
  if ('failed' in found) throw new Error(found.failed)
  return found
}

const manifest = (spec: object): string =>
  JSON.stringify({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec })

describe('a text', () => {
  test('that is the shown example is read without a notice', async () => {
    expect(await hpaImport.read(hpaImport.example)).toEqual({
      set: {
        policy: 'hpa',
        minInstances: 2,
        maxInstances: 12,
        hpaOnCpu: true,
        hpaOnMemory: false,
        hpaOnRequests: false,
        hpaCpu: 0.6,
        hpaBehavior: true,
        hpaToleranceUp: 0.1,
        hpaToleranceDown: 0.1,
        hpaUpWindow: 0,
        hpaUpSelect: 'max',
        hpaUpPercent: 100,
        hpaUpPods: 4,
        hpaUpPeriod: 15_000,
        hpaDownWindow: 120_000,
        hpaDownSelect: 'max',
        hpaDownPercent: 100,
        hpaDownPods: 0,
        hpaDownPeriod: 15_000,
      },
      notices: [],
    })
  })

  test('that is no YAML is told with its line', async () => {
    expect(await readHpa('kind: x\n\t- y')).toEqual({ failed: 'Line 2 is no YAML: a tab is used as indentation.' })
  })

  test('makes nothing throw, and what is set is legal', async () => {
    const word = fc.constantFrom('Max', 'cpu', 'Pods', 'Resource', 'Utilization', '500m', '1e99', '', 'autoscaling/v2')
    const leaf = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null))
    const keys = fc.constantFrom(
      ...['minReplicas', 'maxReplicas', 'metrics', 'behavior', 'scaleUp', 'scaleDown', 'policies', 'selectPolicy'],
      ...['tolerance', 'type', 'value', 'periodSeconds', 'resource', 'pods', 'object', 'external', 'metric', 'target'],
      ...['name', 'averageUtilization', 'averageValue', 'stabilizationWindowSeconds', '__proto__', 'constructor'],
    )
    const { any } = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(keys, tie('any'), { maxKeys: 6 }),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(fc.dictionary(keys, any, { maxKeys: 8 }), async (spec) => {
        const found = await readHpa(manifest({ maxReplicas: 3, ...spec }))
        if ('failed' in found) expect(found.failed).toMatch(/\.$/)
        else {
          for (const [name, value] of Object.entries(found.set)) {
            expect(legalValue(params[name as keyof ScalingParams], value)).toBe(value)
          }
          expect(found.notices.every((notice) => notice.length < 300)).toBe(true)
        }
      }),
      { numRuns: 200, seed: 4 },
    )
  })

  test('that an HPA was exported to gives the same HPA again', async () => {
    await fc.assert(
      fc.asyncProperty(anyParams, async (any) => {
        const set: ScalingParams = { ...any, policy: 'hpa', hpaBehavior: true }
        const imported = await settings(hpa(set))
        const { metrics, ...limits } = hpaSpec(set)
        const again = hpaSpec({ ...standing, ...imported.set })
        expect(again).toMatchObject({ min: limits.min, max: limits.max })
        if (metrics.length > 0) expect(again.metrics).toEqual(metrics)
        for (const way of ['up', 'down'] as const) {
          const [before, after] = [limits.behavior?.[way], again.behavior?.[way]]
          expect({ ...after, policies: [] }).toEqual({ ...before, policies: [] })
          if (before?.select !== 'Disabled') expect(after?.policies).toEqual(before?.policies)
        }
      }),
      { numRuns: 100, seed: 4 },
    )
  })

  test('and the older kind, without behavior, stays one', async () => {
    const { set, notices } = await settings(
      hpa({ ...standing, policy: 'hpa', hpaBehavior: false, hpaRequests: 77, hpaOnRequests: true }),
    )
    expect(set).toMatchObject({ policy: 'hpa', hpaBehavior: false, hpaRequests: 77 })
    expect(notices).toEqual([])
  })
})
