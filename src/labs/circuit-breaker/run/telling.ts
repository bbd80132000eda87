import type { Breaker } from '../../../engines/circuit-breaker/breaker.ts'
import { type Outcome, record } from '../../../engines/circuit-breaker/call.ts'
import type { Millis } from '../../../units.ts'
import { CONNECTION_ERROR, NO_ANSWER, NO_FAULT, SERVER_ERROR } from '../../../world/faults.ts'
import { book } from '../book.ts'
import type { BreakerParams } from '../params.ts'
import { FAILED, PROBE, remember, SLOW, UNCOUNTED } from './history.ts'
import { follow } from './trail.ts'
import type { BreakerMoment, BreakerWorld } from './world.ts'

const { flow } = book.parts

/** What an end of a call means to the breaker. */
function meaning(params: BreakerParams, end: number): Outcome {
  switch (end) {
    case NO_FAULT:
      return 'success'
    case CONNECTION_ERROR:
      return params.countsConnectionErrors ? 'failure' : 'ignored'
    case NO_ANSWER:
      return params.countsTimeouts ? 'failure' : 'ignored'
    case SERVER_ERROR:
      return params.countsServerErrors ? 'failure' : 'ignored'
    default:
      return params.countsClientErrors ? 'failure' : 'ignored'
  }
}

const halfOpen = (breaker: Breaker): boolean =>
  breaker.state === 'halfOpen.testing' || breaker.state === 'halfOpen.tracking'

/** The breaker is told how a call ended. */
export function tell(world: BreakerWorld, breaker: Breaker, moment: BreakerMoment, slot: number): void {
  const { account, calls, config } = world
  const outcome = meaning(moment.params, calls.outcome[slot] as number)
  const took = calls.took[slot] as Millis
  const number = calls.number[slot] as number
  const probe = calls.probe[slot] === 1
  const own = calls.term[slot] === account.term
  const dropped = !own && config.lateResults === 'dropped'
  const probing = halfOpen(breaker)
  const switched = breaker.state === 'forcedOpen' || breaker.state === 'disabled'
  const uncounted = dropped || switched || (outcome === 'ignored' && config.ignored !== 'success')
  account.inFlight -= 1
  account.ended += 1
  if (outcome === 'success' || (outcome === 'ignored' && config.ignored === 'success')) account.good += dropped ? 0 : 1
  if (probe && own) account.probesOut -= 1
  const flags =
    (outcome === 'failure' ? FAILED : 0) |
    (config.slow && took > config.slowAfter ? SLOW : 0) |
    (probing ? PROBE : 0) |
    (uncounted ? UNCOUNTED : 0)
  remember(world.history, number, moment.number, moment.now, took, flags)
  const jitter = config.openWaitJitter > 0 ? moment.random.recovery.uniform() : 0.5
  record(breaker, config, calls.era[slot] as number, outcome, took, moment.now, jitter)
  if (breaker.trail.count > 0) follow(world, breaker, moment)
  const { edges, count } = breaker.trail
  const last = count > 0 ? edges[count - 1] : undefined
  const bad = outcome === 'failure'
  if (probe) drawProbe(moment, number, took, last, bad, uncounted, probing)
  else drawCall(moment, number, took, last, bad, uncounted)
}

type Edge = Breaker['trail']['edges'][number] | undefined

function drawCall(
  moment: BreakerMoment,
  call: number,
  took: Millis,
  last: Edge,
  bad: boolean,
  uncounted: boolean,
): void {
  moment.visit(flow.ends, call, took)
  if (uncounted) moment.visit(flow.uncounted, call, took)
  else drawCounted(moment, call, took, last, bad, true)
}

/** From the count of a result to what the rule makes of it. */
function drawCounted(
  moment: BreakerMoment,
  call: number,
  took: Millis,
  last: Edge,
  bad: boolean,
  ownWay: boolean,
): void {
  const opens = last === 'opens' || last === 'opensSlow' || last === 'reopens'
  if (bad) {
    moment.visit(ownWay ? flow.fails : flow.lateBad, call, took)
    moment.visit(flow.compares, call)
    moment.visit(opens ? flow.limitReached : flow.belowLimit, call)
  } else if (!ownWay) moment.visit(flow.lateGood, call, took)
  else if (opens) {
    moment.visit(flow.judged, call)
    moment.visit(flow.limitReached, call)
  } else moment.visit(flow.succeeds, call, took)
}

function drawProbe(
  moment: BreakerMoment,
  call: number,
  took: Millis,
  last: Edge,
  bad: boolean,
  uncounted: boolean,
  probing: boolean,
): void {
  moment.visit(flow.probeEnds, call, took)
  if (uncounted && last !== 'reopens') {
    moment.visit(flow.probeUncounted, call, took)
  } else if (!probing) {
    drawCounted(moment, call, took, last, bad, false)
  } else if (last === 'reopens' && bad) {
    moment.visit(flow.probeFails, call, took)
  } else {
    if (bad || uncounted) moment.visit(flow.probeWeighs, call, took)
    else {
      moment.visit(flow.probeSucceeds, call, took)
      moment.visit(flow.probeCounts, call)
    }
    const verdict = last === 'closes' ? flow.enoughProbes : last === 'reopens' ? flow.tooManyBad : flow.moreProbes
    moment.visit(verdict, call)
  }
}
