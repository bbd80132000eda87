import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ProbeConfig, probeKinds } from '../../../src/engines/health/container.ts'
import { KubeletPlay, type Process, probesOf } from './kubelet-play.ts'

test('whatever a process does, its probes keep to the rules of the kubelet', () => {
  const probe = fc.record({
    initialDelay: fc.integer({ min: 0, max: 20 }).map((s) => s * 1000),
    period: fc.integer({ min: 1, max: 10 }).map((s) => s * 1000),
    timeout: fc.integer({ min: 1, max: 12 }).map((s) => s * 1000),
    successThreshold: fc.constant(1),
    failureThreshold: fc.integer({ min: 1, max: 3 }),
  })
  const any = fc.option(probe, { nil: undefined })
  const crashes = fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 4 })
  const answers = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 13_000 })), { minLength: 1, maxLength: 20 })
  const given = (probes: Record<string, ProbeConfig | undefined>) =>
    probesOf(Object.fromEntries(Object.entries(probes).filter(([, value]) => value !== undefined)))
  fc.assert(
    fc.property(any, any, any, answers, crashes, fc.integer({ min: 0, max: 30_000 }), (s, l, r, says, ends, grace) => {
      const config = given({ startup: s, liveness: l, readiness: r })
      let asked = 0
      const process: Process = (kind, ran) => {
        const rule = config.probes[kind]
        expect(ran).toBeGreaterThanOrEqual(rule?.initialDelay ?? Infinity)
        asked += 1
        const [isWell, after] = says[asked % says.length] ?? [true, 1]
        return { well: isWell, after }
      }
      const play = new KubeletPlay(config, process, grace).run(
        300_000,
        [...ends].sort((a, b) => a - b),
      )
      const { log, container } = play
      const count = (edge: string) => log.filter((line) => line.endsWith(` ${edge}`)).length
      expect(count('starts') - count('crashes') - count('stops')).toBe(container.state === 'waiting' ? 0 : 1)
      if (!s) expect(count('startupKills')).toBe(0)
      if (!l) expect(count('livenessKills')).toBe(0)
      if (!s && !l) expect(container.restarts).toBeLessThanOrEqual(ends.length)
      if (container.state !== 'stopping') expect(container.ready).toBe(container.state === 'ready')
      if (container.ready) expect(container.started).toBe(true)
      for (const kind of probeKinds) {
        const times = play.sent[kind]
        const gaps = times.slice(1).map((time, i) => time - (times[i] as number))
        expect(gaps.every((gap) => gap > 0)).toBe(true)
      }
      expect(structuredClone(container)).toEqual(container)
    }),
    { numRuns: 60, seed: 5 },
  )
})
