import { inside } from '../../engines/backpressure/chain/chain.ts'
import type { Invariant } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import type { PressureWorld } from './run/world.ts'

/** What must hold after every event. */
export const invariants: readonly Invariant<typeof params, PressureWorld>[] = [
  {
    key: 'depth',
    label: 'Never more items waiting than the capacity',
    holds: ({ config, queue }) => queue.line.size <= config.capacity,
  },
  {
    key: 'offered',
    label: 'Offered = accepted + rejected + given up + waiting outside',
    holds: ({ account, queue, totals }) =>
      queue.offered === account.offered &&
      queue.outside.size === account.outside &&
      account.offered === account.accepted + totals.rejected + totals.abandoned + account.outside,
  },
  {
    key: 'accepted',
    label: 'Accepted = processed + waiting + in work + dropped',
    holds: ({ account, busy, queue, totals }) =>
      queue.accepted === account.accepted &&
      busy === account.inWork &&
      account.accepted === account.ended + queue.line.size + account.inWork + totals.dropped,
  },
  {
    key: 'marks',
    label: 'The state changes only at the marks',
    holds: ({ account }) => account.offMarks === 0,
  },
  {
    key: 'buffers',
    label: 'The three buffers neither lose nor invent an item',
    holds: ({ chain }, { system }) =>
      system === 'queue'
        ? undefined
        : chain.offered === chain.delivered + chain.tooMany + chain.overloaded + chain.lost + inside(chain),
    unchecked: 'the queue stands alone',
  },
  {
    key: 'credit',
    label: 'Nobody has more under way than was asked for',
    holds: ({ credit, producers, subscriptions }, { reaction }) => {
      if (reaction !== 'credit') return undefined
      for (let place = 0; place < producers.length; place += 1) {
        const outstanding = subscriptions[place]?.outstanding ?? 0
        if (outstanding > credit.prefetch || (producers[place]?.demand ?? 0) > outstanding) return false
      }
      return true
    },
    unchecked: 'producers do not work on credit',
  },
]
