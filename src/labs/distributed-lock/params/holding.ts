import type { Params } from '../../../lab/param.ts'

/** What protects the data while a client believes that it holds the lock. */
export const holding = {
  fencing: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Token check of the storage',
    help:
      'Whether the storage compares the token of a write with the highest it has seen, and who tells ' +
      'it of new ones.',
    as: 'menu',
    default: 'none',
    options: {
      none: { label: 'Off', help: 'Every write is accepted: the lock is advice.', tone: 'failed' },
      maxSeen: { label: 'Highest seen', help: 'A lower token is rejected, once a higher one has come with a write.' },
      stamped: {
        label: 'Stamped first',
        help: 'A new holder shows its token to the storage before its work.',
        tone: 'fine',
      },
      published: {
        label: 'Told by the service',
        help: 'The service tells the storage before it grants.',
        tone: 'fine',
      },
    },
  },
  guard: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Before a write, the client',
    help: 'How it makes sure that it still holds the lock. Whatever it sees may be over when the write arrives.',
    as: 'menu',
    default: 'none',
    options: {
      none: { label: 'Trusts', help: 'It writes, unless the service has told it that its token is refused.' },
      ownClock: { label: 'Looks at its clock', help: 'It stops when the lock is over on its own clock.' },
      service: { label: 'Asks the service', help: 'It asks whether its token is in force, and then writes.' },
    },
  },
  heartbeat: {
    kind: 'number',
    group: 'mechanism',
    label: 'Heartbeat every',
    help: 'A holder asks so often to extend its lock by a whole TTL. 0 never.',
    unit: 'ms',
    min: 0,
    max: 20_000,
    step: 10,
    default: 500,
    scale: 'log',
  },
  writeDelay: {
    kind: 'number',
    group: 'mechanism',
    label: 'From the look to the write',
    help: 'Time between the check and the moment when the write leaves. A pause can fall into it.',
    unit: 'ms',
    min: 0,
    max: 1000,
    step: 1,
    default: 5,
    more: true,
    shownWhen: ({ guard }) => guard !== 'none',
  },
  validity: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Validity counts from',
    help: 'From when a client counts the TTL.',
    as: 'menu',
    default: 'sent',
    more: true,
    shownWhen: ({ service }) => service !== 'quorum',
    options: {
      sent: {
        label: 'Its request',
        help: 'The moment it sent the request: never later than the service does.',
        tone: 'fine',
      },
      arrived: { label: 'The answer', help: 'Forgets the way back: the client believes too long.', tone: 'caution' },
      serverTime: {
        label: 'The service’s deadline',
        help: 'Compares a time of the service’s wall clock with its own: skew decides.',
        tone: 'failed',
      },
    },
  },
  margin: {
    kind: 'number',
    group: 'mechanism',
    label: 'Safety margin',
    help: 'Taken off the validity for clocks that do not run alike.',
    unit: 'ms',
    min: 0,
    max: 5000,
    step: 10,
    default: 20,
    more: true,
  },
  ttlClock: {
    kind: 'choice',
    group: 'mechanism',
    label: 'TTL runs on',
    help: 'Which clock services and clients read.',
    as: 'segments',
    default: 'monotonic',
    options: {
      monotonic: { label: 'Monotonic', help: 'Never jumps.', tone: 'fine' },
      wall: { label: 'Wall clock', help: 'Jumps whenever somebody sets the time.', tone: 'caution' },
    },
  },
} as const satisfies Params
