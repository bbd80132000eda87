import { counts, type Instance } from '../../../engines/autoscaling/fleet.ts'
import { gather } from '../../../engines/autoscaling/history.ts'
import type { Sample } from '../../../engines/autoscaling/hpa/pods.ts'
import type { Measurement } from '../../../engines/autoscaling/hpa/replicas.ts'
import type { MetricSpec } from '../../../engines/autoscaling/hpa/spec.ts'
import type { Reading } from '../../../engines/autoscaling/reading.ts'
import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { ROUNDS, type Rounds, TOLD_APART } from './meter.ts'
import type { ScalingMoment, ScalingWorld } from './world.ts'

/** One round of measuring: the averages since the last one, with their noise; nothing twice at one time. */
export function measure(world: ScalingWorld, moment: ScalingMoment): void {
  const { meter, traffic } = world
  const { now, params } = moment
  if (now <= meter.at) return
  const reading = read(world, moment)
  meter.arrived = traffic.arrived
  meter.work = traffic.work
  meter.room = traffic.room
  const window = now - meter.at
  meter.at = now
  if (params.metricFault === 'gone') return
  const shown = params.metricFault === 'frozen' ? (world.history.readings.at(-1) ?? reading) : reading
  if (Number.isNaN(shown.cpu)) return
  gather(world.history, shown, params.metricWindow + params.metricLag + params.metricPeriod, now)
  keep(meter.rounds, shown, window, servingOf(world), moment)
}

/** The averages since the last round; CPU is not a number when no instance serves. */
function read(world: ScalingWorld, { now, params, random }: ScalingMoment): Reading {
  const { meter, traffic } = world
  const room = traffic.room - meter.room
  const serving = servingOf(world)
  const cpu = room > 0 ? (traffic.work - meter.work) / room : NaN
  const rps = ((traffic.arrived - meter.arrived) * 1000) / (now - meter.at)
  const inWork = (((traffic.work - meter.work) / (now - meter.at)) * params.serviceTime) / serving
  const memory = params.memoryAtRest + params.memoryPerRequest * (inWork + traffic.queue.waiting / serving)
  const noisy = (value: number): number => Math.max(0, value * (1 + params.metricNoise * random.noise.normal(0, 1)))
  return { cpu: noisy(cpu), memory: Math.min(1, noisy(memory)), rps: noisy(rps) }
}

/** Instances that share the requests, at least one. */
function servingOf({ fleet }: ScalingWorld): number {
  const { ready, warming } = counts(fleet)
  return Math.max(1, ready + warming)
}

function keep(
  rounds: Rounds,
  { cpu, memory, rps }: Reading,
  window: Millis,
  serving: number,
  moment: ScalingMoment,
): void {
  const { now, params, random } = moment
  const at = rounds.total % ROUNDS
  rounds.at[at] = now
  rounds.window[at] = window
  rounds.cpu[at] = cpu
  rounds.memory[at] = memory
  rounds.each[at] = rps / serving
  rounds.total += 1
  if (params.policy !== 'hpa') {
    rounds.factor.fill(1, at * TOLD_APART, (at + 1) * TOLD_APART)
    return
  }
  for (let pod = 0; pod < TOLD_APART; pod += 1) {
    const noise = Math.max(0, 1 + params.metricNoise * random.pods.normal(0, 1))
    rounds.factor[at * TOLD_APART + pod] = random.pods.chance(params.missingPods) ? NaN : noise
  }
}

/** The place of the newest round that can be seen at `now`; −1 when there is none. */
function visible(rounds: Rounds, now: Millis, lag: Millis): number {
  for (let index = rounds.total - 1; index >= 0 && index >= rounds.total - ROUNDS; index -= 1) {
    if ((rounds.at[index % ROUNDS] as number) <= now - lag) return index % ROUNDS
  }
  return -1
}

/** What is measured for each metric of the HPA, pod by pod. */
export function measurementsOf(
  world: ScalingWorld,
  params: ScalingParams,
  metrics: readonly MetricSpec[],
  now: Millis,
): readonly Measurement[] {
  const place = params.metricFault === 'gone' ? -1 : visible(world.meter.rounds, now, params.metricLag)
  if (place < 0) return metrics.map(() => ({ kind: 'failed' }))
  return metrics.map((metric) => ({
    kind: 'perPod',
    samples: world.fleet.instances.map((instance) => sampleOf(world, params, metric, instance, place)),
  }))
}

function sampleOf(
  { meter: { rounds } }: ScalingWorld,
  params: ScalingParams,
  metric: MetricSpec,
  instance: Instance,
  place: number,
): Sample | undefined {
  const at = rounds.at[place] as number
  const window = rounds.window[place] as number
  const factor = rounds.factor[place * TOLD_APART + (instance.id % TOLD_APART)] as number
  if (Number.isNaN(factor) || !(instance.placed + window <= at)) return undefined
  const serving = instance.served <= at
  return { value: Math.round(usage(rounds, params, metric, place, serving) * factor * 1000), at, window }
}

/** What an instance used in a round: of CPU and memory a share of what it requests, or its requests per second. */
function usage(rounds: Rounds, params: ScalingParams, metric: MetricSpec, place: number, serving: boolean): number {
  if (metric.kind === 'resource' && metric.name === 'cpu')
    return serving ? (rounds.cpu[place] as number) : params.startCpu
  if (metric.kind === 'resource') return serving ? (rounds.memory[place] as number) : params.memoryAtRest
  return serving ? (rounds.each[place] as number) : 0
}
