import type { Breaker } from '../../../engines/circuit-breaker/breaker.ts'
import { type Admission, admit } from '../../../engines/circuit-breaker/call.ts'
import { book } from '../book.ts'
import { rememberArrival } from './history.ts'
import { follow } from './trail.ts'
import type { BreakerMoment, BreakerWorld } from './world.ts'

const { flow, threads } = book.parts

/** A call asks the breaker, which may be the copy that a thread without the lock works on. */
export function ask(world: BreakerWorld, breaker: Breaker, moment: BreakerMoment, call: number): Admission {
  const { account, config } = world
  const before = breaker.state
  account.asked += 1
  if (config.rateOver === 'arrivals') rememberArrival(world.history, moment.now)
  const admission = admit(breaker, config, moment.now)
  if (breaker.trail.count > 0) follow(world, breaker, moment)
  if (before === 'closed.monitoring' || before === 'disabled') {
    account.inFlight += 1
    moment.visit(flow.whenClosed, call)
    return admission
  }
  draw(before, breaker, moment, call, admission)
  if (admission === 'refused') account.refused += 1
  else letThrough(world, breaker, moment, call)
  return admission
}

function letThrough(world: BreakerWorld, breaker: Breaker, moment: BreakerMoment, call: number): void {
  const { account, config, totals } = world
  account.inFlight += 1
  account.probesOut += 1
  totals.probes += 1
  if (breaker.state !== 'halfOpen.testing' && breaker.state !== 'halfOpen.tracking') account.breaches += 1
  if (config.probes > 0 && account.probesOut > config.probes) {
    totals.extraProbes += 1
    moment.visit(threads.doubles, call, account.probesOut, config.probes)
  }
}

/** The way through the request flow of a call that did not find the breaker closed. */
function draw(
  before: Breaker['state'],
  breaker: Breaker,
  moment: BreakerMoment,
  call: number,
  admission: Admission,
): void {
  if (before === 'forcedOpen') {
    moment.visit(flow.whenForced, call)
  } else if (before === 'open.rejecting') {
    const waited = moment.now - breaker.since
    moment.visit(flow.whenOpen, call)
    if (admission === 'refused') moment.visit(flow.tooEarly, call, waited, breaker.wait)
    else {
      moment.visit(flow.waitOver, call, breaker.trail.numbers[0] as number, breaker.wait)
      moment.visit(flow.firstProbe, call)
    }
  } else {
    moment.visit(flow.whenHalfOpen, call)
    if (admission === 'refused') moment.visit(flow.noPermit, call, breaker.probesInFlight)
    else moment.visit(flow.permitted, call, breaker.probesInFlight)
  }
}
