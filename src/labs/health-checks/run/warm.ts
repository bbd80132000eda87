import { type Check, createCheck } from '../../../engines/health/check.ts'
import { answer, tick } from '../../../engines/health/check-run.ts'
import { createContainer } from '../../../engines/health/container.ts'
import { probeEnds, probeTicks, startContainer } from '../../../engines/health/kubelet.ts'
import { createOutliers } from '../../../engines/health/outlier.ts'
import { createRotation } from '../../../engines/health/rotation.ts'
import type { Millis } from '../../../units.ts'
import { latencies } from '../../../world/latencies.ts'
import { BALANCER, CHECKS, dependencies, SERVICES, SOURCES } from '../fleet.ts'
import { type Rules, rulesOf } from '../rules.ts'
import { plan } from './checking.ts'
import { newResults } from './results.ts'
import { rotateService } from './rotating.ts'
import { newStrips } from './strips.ts'
import {
  checkOf,
  configOf,
  type HealthMoment,
  type HealthWorld,
  kindOf,
  NEVER,
  probeSources,
  type Replica,
  WELL,
} from './world.ts'

/** The fleet has run for so long when the run begins. */
const LONG: Millis = 3_600_000
/** When what begins together first ticks. */
const FIRST: Millis = 1000

/** The world before its first event: every replica has been up for an hour, and every check has passed. */
export function newWorld(moment: HealthMoment): HealthWorld {
  const { params } = moment
  const rules = rulesOf(params)
  const hosts = params.replicas * SERVICES
  const world: HealthWorld = {
    rules,
    replicas: Array.from({ length: hosts }, (_, host) => replicaOf(host, rules, moment)),
    rotations: Array.from({ length: SERVICES }, () => createRotation(params.replicas, true)),
    outliers: Array.from({ length: SERVICES }, () => createOutliers(params.replicas)),
    planned: new Float64Array(hosts * SOURCES).fill(Infinity),
    cuts: new Uint8Array(SERVICES * dependencies.length),
    freeAt: new Float64Array(dependencies.length),
    took: Array.from({ length: CHECKS }, () => latencies()),
    detections: latencies(),
    longestDetection: NEVER,
    results: newResults(),
    strips: newStrips(),
    totals: totals(),
    account: {
      mistaken: 0,
      swayed: 0,
      alone: 0,
      out: new Int32Array(hosts * SOURCES),
      mostOut: 0,
      overdue: 0,
      strays: 0,
      underWay: 0,
    },
    marks: {
      dependency: new Float64Array(dependencies.length),
      told: new Float64Array(hosts * SOURCES),
      cut: new Float64Array(SERVICES * dependencies.length),
      timeoutsAt: 0,
      probeLoss: 0,
    },
    subjects: 0,
    requests: 0,
    loadEra: 0,
    sweepEra: 0,
    watchEra: 0,
  }
  for (let host = 0; host < hosts; host += 1) {
    for (let source = 0; source < CHECKS; source += 1) plan(world, moment, host, source)
    for (const source of probeSources) {
      if (source === BALANCER ? params.rotationBy === 'active' : configOf(rules, source))
        plan(world, moment, host, source)
    }
  }
  for (let service = 0; service < SERVICES; service += 1) rotateService(world, moment, service, 0)
  return world
}

function replicaOf(host: number, rules: Rules, moment: HealthMoment): Replica {
  const { now, params } = moment
  const replica: Replica = {
    host,
    container: createContainer(host, rules.container, now - LONG),
    checks: rules.checks.map((config, source) => createCheck(host * CHECKS + source, config, now - LONG)),
    balancer: createCheck(host, rules.balancer, now - LONG),
    bootedAt: now - LONG,
    ailment: WELL,
    ailingAt: NEVER,
    ailedBy: 0,
    undetected: false,
    inFlight: 0,
  }
  startContainer(replica.container, rules.container, now - LONG)
  for (let source = 0; source < SOURCES; source += 1) {
    const config = configOf(rules, source)
    if (!config) continue
    const phase =
      params.firstRuns === 'spread'
        ? config.interval * moment.random.phases.uniform()
        : Math.min(FIRST, config.interval)
    for (let run = config.rise; run > 0; run -= 1)
      passed(replica, source, rules, now + phase - run * config.interval, params.latency)
    checkOf(replica, source).due = now + phase
  }
  return replica
}

/** A run or probe that passed before the run began. */
function passed(replica: Replica, source: number, rules: Rules, at: Millis, latency: Millis): void {
  const check: Check = checkOf(replica, source)
  if (source < CHECKS || source === BALANCER) {
    const config = source === BALANCER ? rules.balancer : (rules.checks[source] as Rules['balancer'])
    const took = source === 0 || source === BALANCER ? 1 : Math.min(latency, config.timeout / 2)
    answer(check, config, tick(check, config, at), true, at + took)
    return
  }
  const kind = kindOf(source)
  const run = probeTicks(replica.container, rules.container, kind, at)
  probeEnds(replica.container, rules.container, kind, run, 'success', at)
}

const totals = (): HealthWorld['totals'] => ({
  requests: 0,
  served: 0,
  dependency: 0,
  refused: 0,
  replica: 0,
  needless: 0,
  answers: 0,
  lost: 0,
  restarts: 0,
  kills: 0,
  falseRestarts: 0,
  removals: 0,
  falseRemovals: 0,
  panics: 0,
  checkRuns: 0,
})
