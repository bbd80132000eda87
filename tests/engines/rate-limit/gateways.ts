import { blankDecision, type Decision } from '../../../src/engines/rate-limit/decision.ts'
import {
  createServer,
  createTrip,
  type DistributedConfig,
  firstTrip,
  type SecondTrip,
  type Server,
  secondTrip,
  type Trip,
  verdict,
} from '../../../src/engines/rate-limit/distributed.ts'

/** A request on its way: when its next step is due, and which. */
interface Leg {
  readonly due: number
  readonly run: () => void
}

export interface Arrival {
  readonly at: number
  /** How far the clock of its gateway is ahead. */
  readonly skew?: number
}

/** Sends requests of one key through gateways that are `latency` away from the server; answers when each passed. */
export function passing(config: DistributedConfig, arrivals: readonly Arrival[], latency: number): number[] {
  const server = createServer()
  const legs: Leg[] = []
  const passed: number[] = []
  const then = (due: number, run: () => void) => {
    let place = 0
    while (place < legs.length && (legs[place]?.due ?? 0) <= due) place += 1
    legs.splice(place, 0, { due, run })
  }
  const send = ({ at, skew = 0 }: Arrival) => {
    const trip = createTrip()
    then(at + latency, () => firstTrip(config, server, 1, at + skew, at + latency, 1, trip))
    then(at + 2 * latency, () => {
      const told = blankDecision()
      const next = verdict(config, trip, told)
      if (told.allowed) passed.push(at)
      if (next !== 'none') {
        then(at + 3 * latency, () => secondTrip(config, server, 1, at + 3 * latency, trip, next))
      }
    })
  }
  const settle = (until: number) => {
    while (legs[0] && legs[0].due <= until) legs.shift()?.run()
  }
  for (const arrival of [...arrivals].sort((a, b) => a.at - b.at)) {
    settle(arrival.at)
    send(arrival)
  }
  settle(Infinity)
  return passed
}

/** A server with one gateway beside it: every request runs through at once. */
export function shared(config: DistributedConfig) {
  const server: Server = createServer()
  const begin = (now: number, skew = 0, cost = 1, key = 1): { trip: Trip; told: Decision; next: SecondTrip } => {
    const trip = createTrip()
    const told = blankDecision()
    firstTrip(config, server, key, now + skew, now, cost, trip)
    return { trip, told, next: verdict(config, trip, told) }
  }
  return {
    server,
    begin,
    end: (now: number, { trip, next }: { trip: Trip; next: SecondTrip }, key = 1) =>
      secondTrip(config, server, key, now, trip, next),
    at(now: number, skew = 0, cost = 1, key = 1): Decision {
      const begun = begin(now, skew, cost, key)
      secondTrip(config, server, key, now, begun.trip, begun.next)
      return begun.told
    },
  }
}
