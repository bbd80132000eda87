import { informedShare } from '../../engines/gossip/swim.ts'
import { exchangePause } from '../../engines/gossip/swim-config.ts'
import type { Invariant } from '../../lab/lesson.ts'
import type { Millis } from '../../units.ts'
import type { GossipParams, params } from './params.ts'
import { type GossipWorld, runs } from './run/world.ts'

const unwatched = 'It is held against the merges of SWIM, and this run watches its members another way or not at all.'
/** Full exchanges after which everybody has met one who knows, but for a chance that does not matter. */
const EXCHANGES = 8

/** Whether nothing has happened for so long that all views must agree by now. */
function quiet({ cut, slowNodes, swim, watch }: GossipWorld, params: GossipParams, now: Millis): boolean {
  if (!swim || cut || slowNodes > 0 || params.exchangeInterval === 0) return false
  const pause = exchangePause(params.exchangeInterval, swim.members)
  const doubts = watch.suspicions > 0 ? (swim.timeouts[0] as number) : 0
  return now - watch.stirred > EXCHANGES * pause + doubts + 10 * params.latency
}

/** All views agree; undefined where nobody calls a running member any more: it is taken for dead, or forgotten. */
function agree(world: GossipWorld, { reconnects }: GossipParams): boolean | undefined {
  const { swim, watch } = world
  if (!swim) return undefined
  let found: boolean | undefined = true
  for (const member of watch.unsettled) {
    if (informedShare(swim, member) >= 1) continue
    const forgotten = (swim.forgot[member] as number) > 0
    if (!forgotten && (reconnects || !runs(world, member))) return false
    found = undefined
  }
  return found
}

/** What must hold after every event. */
export const invariants: readonly Invariant<typeof params, GossipWorld>[] = [
  {
    key: 'merge',
    label: 'Merging in any order, once or twice, gives one result',
    holds: ({ swim, watch }) => (swim ? watch.unordered === 0 && watch.unsteady === 0 : undefined),
    unchecked: unwatched,
  },
  {
    key: 'forward',
    label: 'A version goes back only by forgetting',
    holds: ({ swim, watch }) => (swim ? watch.backwards === 0 : undefined),
    unchecked: unwatched,
  },
  {
    key: 'agree',
    label: 'Quiet, no partition: all live views agree',
    holds: (world, values, now) => (quiet(world, values, now) ? agree(world, values) : undefined),
    unchecked:
      'Something happened of late, the network is cut or slow, no full exchanges are made, or nodes forgot others.',
  },
  {
    key: 'told',
    label: 'Who knows the rumor was told it',
    holds: ({ forgotten, learnt, number, rumor }) =>
      number === 0 ? undefined : rumor.informed === 1 + learnt - forgotten,
    unchecked: 'No rumor has begun yet.',
  },
  {
    key: 'silent',
    label: 'Who is down sends nothing',
    holds: ({ ghosts }) => ghosts === 0,
  },
]
