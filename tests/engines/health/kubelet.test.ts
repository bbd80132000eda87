import { describe, expect, test } from 'vitest'
import { createContainer, gateOf, probeDefaults, probeKinds } from '../../../src/engines/health/container.ts'
import {
  exitContainer,
  probeEnds,
  probeTicks,
  probeTimesOut,
  startContainer,
} from '../../../src/engines/health/kubelet.ts'
import { KubeletPlay, type Process, probesOf } from './kubelet-play.ts'

const well: Process = () => ({ well: true, after: 5 })
const illFrom =
  (time: number): Process =>
  (_kind, _ran, now) => ({ well: now < time, after: 5 })

describe('defaults of Kubernetes', () => {
  test('period 10 s, time-out 1 s, success 1, failure 3, no delay', () => {
    expect(probeDefaults).toEqual({
      initialDelay: 0,
      period: 10_000,
      timeout: 1000,
      successThreshold: 1,
      failureThreshold: 3,
    })
  })

  test('before any probe a container is alive, not ready, and of its start-up nothing is known', () => {
    const config = probesOf({ startup: {}, liveness: {}, readiness: {} })
    const { workers } = createContainer(0, config, 0)
    expect(probeKinds.map((kind) => workers[kind].check.verdict)).toEqual(['unknown', 'pass', 'fail'])
  })
})

describe('a container that is well', () => {
  test('without probes is ready as soon as it runs', () => {
    expect(new KubeletPlay(probesOf({}), well).run(0).log).toEqual(['0 starts', '0 startsUp', '0 readies'])
  })

  test('is ready after its first readiness probe', () => {
    const play = new KubeletPlay(probesOf({ liveness: {}, readiness: {} }), well).run(60_000)
    expect(play.log).toEqual(['0 starts', '0 startsUp', '0.005 readies'])
    expect(play.sent.readiness).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
  })

  test('is ready after so many successes in a row as the success threshold says', () => {
    const config = probesOf({ readiness: { successThreshold: 3 } })
    expect(new KubeletPlay(config, well).run(30_000).log.at(-1)).toBe('20.005 readies')
    const flapping: Process = (_kind, _ran, now) => ({ well: now !== 10_000, after: 5 })
    expect(new KubeletPlay(config, flapping).run(60_000).log.at(-1)).toBe('40.005 readies')
  })

  test('is not probed before its initial delay is over, and then at the next tick', () => {
    const config = probesOf({ liveness: { initialDelay: 15_000 }, readiness: { initialDelay: 20_000 } })
    const { sent } = new KubeletPlay(config, well).run(40_000)
    expect(sent.liveness).toEqual([20_000, 30_000, 40_000])
    expect(sent.readiness).toEqual([20_000, 30_000, 40_000])
  })

  test('is probed for nothing but start-up until that succeeds, and for start-up no more after it', () => {
    const config = probesOf({ startup: { failureThreshold: 30 }, liveness: {}, readiness: {} })
    const slow: Process = (kind, ran) => ({ well: kind !== 'startup' || ran >= 25_000, after: 5 })
    const { log, sent } = new KubeletPlay(config, slow).run(50_000)
    expect(log).toEqual(['0 starts', '30.005 startsUp', '40.005 readies'])
    expect(sent.startup).toEqual([0, 10_000, 20_000, 30_000])
    expect([sent.liveness, sent.readiness]).toEqual([
      [40_000, 50_000],
      [40_000, 50_000],
    ])
  })
})

describe('a container that fails', () => {
  test('readiness leaves rotation after three failures in a row, and is never restarted for it', () => {
    const ill: Process = (_kind, _ran, now) => ({ well: now < 20_000 || now >= 70_000, after: 5 })
    const play = new KubeletPlay(probesOf({ readiness: {} }), ill).run(45_000)
    expect(play.container.ready).toBe(false)
    const { log, container } = play.run(200_000)
    expect(log.slice(2)).toEqual(['0.005 readies', '40.005 unreadies', '70.005 readies'])
    expect(container.restarts).toBe(0)
  })

  test('liveness is killed, and started at once the first time, after 10 s and 20 s the next', () => {
    const config = probesOf({ liveness: { failureThreshold: 1 } })
    const { log } = new KubeletPlay(config, illFrom(20_000)).run(115_000)
    const kept = log.filter((line) => !/startsUp|readies/.test(line))
    expect(kept).toEqual([
      '0 starts',
      '20.005 livenessKills',
      '20.005 stops',
      '20.005 starts',
      '30.005 livenessKills',
      '30.005 stops',
      '40.005 starts',
      '50.005 livenessKills',
      '50.005 stops',
      '70.005 starts',
      '80.005 livenessKills',
      '80.005 stops',
    ])
  })

  test('liveness is probed no more until there is a new process', () => {
    const config = probesOf({ liveness: { failureThreshold: 2 } })
    const { sent, log } = new KubeletPlay(config, illFrom(10_000), 25_000).run(60_000)
    expect(log.filter((line) => /livenessKills|stops/.test(line))).toEqual(['20.005 livenessKills', '45.005 stops'])
    expect(sent.liveness).toEqual([0, 10_000, 20_000, 50_000, 60_000])
  })

  test('keeps its place in rotation while it is stopped, until readiness fails or the process ends', () => {
    const config = probesOf({ liveness: { failureThreshold: 1 }, readiness: { failureThreshold: 2 } })
    const play = new KubeletPlay(config, illFrom(10_000), 30_000)
    expect(play.run(15_000).container).toMatchObject({ state: 'stopping', ready: true })
    expect(play.run(20_005).container).toMatchObject({ state: 'stopping', ready: false })
  })

  test('start-up is killed after period times threshold', () => {
    const config = probesOf({ startup: { period: 5000, failureThreshold: 4 } })
    const { log } = new KubeletPlay(config, illFrom(0)).run(16_000)
    expect(log).toEqual(['0 starts', '15.005 startupKills', '15.005 stops', '15.005 starts'])
  })

  test('to answer in time fails at the time-out, and the late answer changes nothing', () => {
    const config = probesOf({ readiness: { timeout: 1000, failureThreshold: 1 } })
    const slow: Process = (_kind, _ran, now) => ({ well: true, after: now === 10_000 ? 1500 : 5 })
    const { log, container } = new KubeletPlay(config, slow).run(15_000)
    expect(log.slice(2)).toEqual(['0.005 readies', '11 unreadies'])
    expect(container.workers.readiness.check.late).toBe(1)
  })
})

describe('a probe that takes longer than its period', () => {
  test('is followed at once by the next one, and ticks in between are not made up for', () => {
    const config = probesOf({ readiness: { period: 2000, timeout: 10_000 } })
    const slow: Process = () => ({ well: true, after: 5000 })
    expect(new KubeletPlay(config, slow).run(16_000).sent.readiness).toEqual([0, 5000, 10_000, 15_000])
  })
})

describe('what is easily got wrong', () => {
  test('a prober that breaks changes nothing, not even the count of failures in a row', () => {
    const config = probesOf({ liveness: { failureThreshold: 2 } })
    const container = createContainer(0, config, 0)
    startContainer(container, config, 0)
    const ends = (result: 'success' | 'failure' | 'error', now: number) =>
      probeEnds(container, config, 'liveness', probeTicks(container, config, 'liveness', now), result, now)
    ends('failure', 0)
    ends('error', 10_000)
    expect(container.state).toBe('ready')
    ends('failure', 20_000)
    expect(container.state).toBe('stopping')
    expect(gateOf(container, config, 'liveness', 30_000)).toBe('onHold')
  })

  test('the run of equal outcomes outlives the process, unless its end put the worker on hold', () => {
    const config = probesOf({ readiness: { successThreshold: 3 } })
    const { log } = new KubeletPlay(config, well).run(60_000, [35_000])
    expect(log.slice(2)).toEqual(['20.005 readies', '35 crashes', '35 starts', '35 startsUp', '40.005 readies'])
  })

  test('an answer to the process before is not taken for one of the new process', () => {
    const config = probesOf({ readiness: {} })
    const container = createContainer(0, config, 0)
    startContainer(container, config, 0)
    const run = probeTicks(container, config, 'readiness', 0)
    exitContainer(container, config, 100)
    startContainer(container, config, 100)
    probeEnds(container, config, 'readiness', run, 'success', 200)
    expect(container).toMatchObject({ state: 'unready', ready: false })
    expect(probeTimesOut(container, config, 'readiness', run, 1000)).toBe(0)
    expect(container.workers.readiness.check.failed).toBe(0)
  })
})
