import { defineSequence } from '../../../machine/sequence.ts'

const about = ['client', 'lock', 'token'] as const

/** How the client that is followed gets a lock, or does not. */
export const acquisitionSequence = defineSequence({
  title: 'Acquiring a lock',
  participants: {
    client: { label: 'Client', means: 'The client that is followed.' },
    service: { label: 'Lock service', means: 'Keeps the locks: one node, five nodes, or a store of leases.' },
    storage: { label: 'Storage', means: 'Keeps the data, and may compare tokens.' },
  },
  messages: {
    acquire: {
      from: 'client',
      to: 'service',
      label: 'acquire(lock, TTL)',
      means: 'The client asks for the lock under a value of its own. A quorum is asked node by node.',
      numbers: ['client', 'lock', 'ttl:ms'],
      rule: 'client {client} asks for lock {lock} for {ttl}',
      quiet: true,
    },
    publish: {
      from: 'service',
      to: 'storage',
      label: 'new token',
      means: 'The service tells the storage of the new token before the client hears of it.',
      numbers: about,
      rule: 'token {token} of client {client} is told to the storage first',
      quiet: true,
    },
    published: {
      from: 'storage',
      to: 'service',
      reply: true,
      label: 'noted',
      means: 'From here on the storage rejects every lower token.',
      numbers: about,
      rule: 'the storage knows token {token}',
      quiet: true,
    },
    grant: {
      from: 'service',
      to: 'client',
      reply: true,
      label: 'granted: token, TTL',
      means: 'Nobody held the lock: it is this client’s until the TTL is over.',
      numbers: about,
      rule: 'lock {lock} was free: token {token}',
      tone: 'fine',
      quiet: true,
    },
    held: {
      from: 'service',
      to: 'client',
      reply: true,
      label: 'held by another',
      means: 'Somebody else holds the lock.',
      numbers: about,
      rule: 'lock {lock} is taken',
      tone: 'refused',
      quiet: true,
    },
    retry: {
      from: 'client',
      to: 'service',
      label: 'acquire again',
      means: 'The backoff is over, or the client was woken: it asks again.',
      numbers: ['client', 'lock', 'ttl:ms'],
      rule: 'client {client} asks once more for lock {lock}',
      quiet: true,
    },
    queued: {
      from: 'service',
      to: 'client',
      reply: true,
      label: 'you are in line',
      means: 'The client need not ask again: it will be called.',
      numbers: about,
      rule: 'client {client} stands in line for lock {lock}',
      quiet: true,
    },
    called: {
      from: 'service',
      to: 'client',
      label: 'your turn',
      means: 'The lock has passed to the client, or, in a herd, is free for whoever asks first.',
      numbers: about,
      rule: 'client {client} is called for lock {lock}',
      tone: 'fine',
      quiet: true,
    },
    leave: {
      from: 'client',
      to: 'service',
      label: 'give up',
      means: 'The time-out is over: the client leaves the line, or gives back what came too late.',
      numbers: about,
      rule: 'client {client} does not wait for lock {lock} any more',
      tone: 'refused',
      quiet: true,
    },
  },
  order: [
    'acquire',
    {
      frame: 'alt',
      branches: [
        {
          label: 'available',
          pieces: [
            { frame: 'opt', branches: [{ label: 'storage is told first', pieces: ['publish', 'published'] }] },
            'grant',
          ],
        },
        {
          label: 'held',
          pieces: [
            'held',
            { frame: 'loop', branches: [{ label: 'retry with backoff, until time-out', pieces: ['retry'] }] },
          ],
        },
        { label: 'held, clients wait', pieces: ['queued', 'called'] },
      ],
    },
    { frame: 'opt', branches: [{ label: 'time-out', pieces: ['leave'] }] },
  ],
})
