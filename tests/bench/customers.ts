import type { Workload } from './model.ts'

type Event =
  | { readonly kind: 'arrive'; readonly customer: number }
  | { readonly kind: 'leave'; readonly customer: number }

/** Longer queues than this do not occur at load 0.9; the ring is checked all the same. */
const RING = 4096

interface World {
  readonly arrived: Float64Array
  /** Customers who came, and customers whose service began: between the two they wait. */
  came: number
  begun: number
  busy: boolean
  served: number
  waited: number
}

interface Rates {
  readonly arrivals: number
  readonly service: number
}

const ARRIVES = 0
const BEGINS = 1
const LEAVES = 2

/** M/M/1: arrivals at rate 0.9 at one server of rate 1. */
export const customers: Workload<Rates, World, Event, 'arrivals' | 'service'> = {
  parts: 3,
  params: () => ({ arrivals: 0.9, service: 1 }),
  model: {
    streams: ['arrivals', 'service'],
    start(moment) {
      moment.after(moment.random.arrivals.exponential(1 / moment.params.arrivals), { kind: 'arrive', customer: 0 })
      return { arrived: new Float64Array(RING), came: 0, begun: 0, busy: false, served: 0, waited: 0 }
    },
    handle(world, event, moment) {
      const { random, params, now } = moment
      if (event.kind === 'arrive') {
        moment.after(random.arrivals.exponential(1 / params.arrivals), { kind: 'arrive', customer: event.customer + 1 })
        world.arrived[event.customer % RING] = now
        world.came += 1
        moment.visit(ARRIVES, event.customer, world.came - world.begun)
      } else {
        world.busy = false
        world.served += 1
        moment.visit(LEAVES, event.customer)
      }
      if (world.busy || world.came === world.begun) return
      const customer = world.begun
      const wait = now - (world.arrived[customer % RING] as number)
      world.begun += 1
      world.busy = true
      world.waited += wait
      moment.visit(BEGINS, customer, wait)
      moment.after(random.service.exponential(1 / params.service), { kind: 'leave', customer })
    },
  },
  done: (world) => world.served,
  counts: (world) => [world.served, world.waited],
}
