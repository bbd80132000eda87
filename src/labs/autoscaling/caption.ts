import { counts } from '../../engines/autoscaling/fleet.ts'
import type { Caption, Look } from '../../lab/lab.ts'
import { clock, duration, type Millis, number, quantity } from '../../units.ts'
import { percent } from './diagrams/decision-lit.ts'
import type { params } from './params.ts'
import { isCooled, limitsOf } from './rules.ts'
import { actionsSince, lastJudgement } from './run/judgements.ts'
import type { ScalingWorld } from './run/world.ts'

type ScalingLook = Look<typeof params, ScalingWorld>

/** How long an action stays the news. */
const NEWS: Millis = 20_000
/** So many turns within this time are flapping. */
const FLAPPING = 4
const LATELY: Millis = 900_000

const moment = (time: Millis): string => clock(time).slice(0, -4)
const instances = (count: number): string => quantity(count, 'instances')

/** What happened lately and why, with its numbers. */
export function caption(look: ScalingLook): Caption {
  return blind(look) ?? action(look) ?? flapping(look) ?? overload(look) ?? skipping(look) ?? summary(look)
}

function blind({ world, params: given }: ScalingLook): Caption | undefined {
  if (given.metricFault === 'fresh') return undefined
  const stays = `${instances(world.fleet.desired)} stay`
  return given.metricFault === 'gone'
    ? { tone: 'failed', text: `Metrics are **gone**: the rule knows nothing and ${stays}, whatever the load.` }
    : {
        tone: 'failed',
        text: `Metrics are **frozen**: the rule acts on an old reading of ${percent(world.seen.cpu)} CPU.`,
      }
}

/** What is on the way after an action. */
function underway(world: ScalingWorld): string {
  const { pending, starting, warming, terminating } = counts(world.fleet)
  if (pending > 0) return `${number(pending)} found no room on the nodes`
  if (starting > 0) return `${number(starting)} still ${starting === 1 ? 'starts' : 'start'} up`
  if (warming > 0) return `${number(warming)} still ${warming === 1 ? 'warms' : 'warm'} up`
  return terminating > 0
    ? `${number(terminating)} still ${terminating === 1 ? 'terminates' : 'terminate'}`
    : 'all are ready'
}

function action({ world, params: given, now }: ScalingLook): Caption | undefined {
  const { actionAt, from, to } = world.marks
  if (actionAt < 0 || now - actionAt > NEWS) return undefined
  const done = to > from ? '**scaled up**' : '**scaled down**'
  return {
    tone: 'caution',
    text: `${reason(world, given.policy)}${done} from ${from} to ${to} at ${moment(actionAt)}; ${underway(world)}.`,
  }
}

/** What the last action went by. */
function reason({ marks }: ScalingWorld, policy: string): string {
  const { bound, cpu, from, measured, to } = marks
  if (Number.isNaN(measured)) return 'The rule '
  if (policy === 'predictive' && measured > 2) return `For ${number(Math.round(measured))}/s foreseen it `
  if (policy === 'scheduled') return 'By the plan it '
  if (policy === 'hpa') return `The HPA, at CPU ${percent(cpu)}, `
  return `CPU was at ${percent(measured)}, ${to > from ? 'above' : 'below'} ${percent(bound)}: the rule `
}

function flapping({ world, now }: ScalingLook): Caption | undefined {
  const { actions, turns } = actionsSince(world.judgements, now - LATELY)
  if (turns < FLAPPING) return undefined
  return {
    tone: 'failed',
    text: `The rule is **flapping**: ${turns} of its ${actions} actions in the last 15 min turned the one before.`,
  }
}

function overload({ world, params: given }: ScalingLook): Caption | undefined {
  const { fleet, traffic } = world
  if (traffic.queue.waiting < traffic.capacity * 500) return undefined
  const waits = `${number(traffic.queue.waiting)} requests **wait**`
  const serving = counts(fleet).ready + counts(fleet).warming
  if (serving === 0) return { tone: 'failed', text: `${waits}: no instance serves, ${underway(world)}.` }
  const most = fleet.desired >= limitsOf(given).max ? 'that is the maximum' : underway(world)
  return { tone: 'failed', text: `${waits}: ${instances(serving)} cannot serve them all, and ${most}.` }
}

function skipping({ world, params: given, now }: ScalingLook): Caption | undefined {
  const last = lastJudgement(world.judgements)
  const { scaler } = world.autoscaler
  if (last?.outcome !== 'skipped' || !isCooled(given)) return undefined
  const was = last.wanted === 1 ? 'was' : 'were'
  const asked = `${instances(last.wanted)} ${was} asked for and **skipped**`
  const left = scaler.since + scaler.cooldown - now
  if (scaler.state === 'stable') {
    return { tone: 'idle', text: `${asked}; the cooldown is over, and the next evaluation may act.` }
  }
  if (scaler.state !== 'cooldown.waiting') {
    return { tone: 'idle', text: `${asked}: the last action is not finished, ${underway(world)}.` }
  }
  const { from, to } = world.marks
  const rest = duration(Math.max(0, Math.ceil(left / 1000) * 1000))
  return { tone: 'idle', text: `${asked}: the cooldown after ${from} → ${to} has ${rest} left.` }
}

function summary({ world, params: { latencyGoal } }: ScalingLook): Caption {
  const { fleet, judgements, latency, traffic } = world
  const last = lastJudgement(judgements)
  const { ready, warming } = counts(fleet)
  const serving = instances(ready + warming)
  if (!last) return { tone: 'fine', text: `${serving} **serve**; the rule was not evaluated yet.` }
  const ended = traffic.served + traffic.refused + traffic.gaveUp
  const share = quantity(Math.floor((latency.fast / ended) * 1000) / 1000, 'share')
  const fast = ended > 0 ? `; ${share} of all requests took at most ${duration(latencyGoal)}` : ''
  const state = Number.isNaN(last.cpu) ? 'without a reading' : `at ${percent(last.cpu)} CPU`
  return { tone: 'fine', text: `**${serving}** ${state}: the rule holds${fast}.` }
}
