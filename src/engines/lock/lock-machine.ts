import { defineMachine } from '../../machine/machine.ts'

const heartbeatNumbers = ['client', 'lock', 'token', 'left:ms'] as const

/**
 * The life of a lock as its service keeps it, and every way between its states. An expired lock whose service sweeps
 * rests in Expired; otherwise Released and Expired lead to Available within one operation.
 */
export const lockMachine = defineMachine({
  title: 'Life cycle of a lock',
  initial: 'available',
  states: {
    available: {
      label: 'Available',
      means: 'Nobody holds the lock: the next request gets it.',
      tone: 'fine',
    },
    acquired: {
      label: 'Acquired',
      means: 'A client holds the lock until its time to live is over.',
      tone: 'caution',
      initial: 'active',
      inner: {
        active: { label: 'Active', means: 'The time to live runs.' },
        checking: { label: 'Checking', means: 'A heartbeat has come: is its token the one in force?' },
      },
    },
    extended: {
      label: 'Extended',
      means: 'The holder has moved the deadline on. Otherwise the same as Acquired.',
      tone: 'caution',
      initial: 'active',
      inner: {
        active: { label: 'Active', means: 'The time to live runs, counted from the last extension.' },
        checking: { label: 'Checking', means: 'A heartbeat has come: is its token the one in force?' },
      },
    },
    released: {
      label: 'Released',
      means: 'The holder has given the lock back.',
      tone: 'idle',
    },
    expired: {
      label: 'Expired',
      means: 'The deadline passed without a word from the holder. A crashed client cannot hold a lock for ever.',
      tone: 'failed',
    },
  },
  edges: {
    acquires: {
      from: 'available',
      to: 'acquired',
      label: 'acquire',
      means: 'A client gets the lock, with a token that is higher than every earlier one.',
      numbers: ['client', 'lock', 'token', 'ttl:ms'],
      rule: 'lock {lock} is free; token {token}, deadline in {ttl}',
      says: 'Client {client} got lock {lock} with token {token} for {ttl}',
      tone: 'fine',
    },
    checks: {
      from: 'acquired.active',
      to: 'acquired.checking',
      label: 'heartbeat',
      means: 'A heartbeat has come; its token is compared with the one in force.',
      numbers: heartbeatNumbers,
      rule: 'heartbeat with token {token}, {left} before the deadline',
      quiet: true,
    },
    valid: {
      from: 'acquired.checking',
      to: 'acquired.active',
      label: 'valid token',
      means: 'The token is the one in force. The deadline stays where it is.',
      numbers: heartbeatNumbers,
      rule: 'token {token} is in force, {left} are left',
      tone: 'fine',
      quiet: true,
    },
    refuses: {
      from: 'acquired.checking',
      to: 'acquired.active',
      label: 'another’s token',
      means: 'The heartbeat comes from a client that no longer holds the lock. The holder keeps it.',
      numbers: ['client', 'lock', 'token', 'valid'],
      rule: 'token {token} ≠ token in force {valid}',
      says: 'Client {client} asked to keep lock {lock} with token {token}, but {valid} is in force',
      tone: 'refused',
    },
    extends: {
      from: 'acquired.checking',
      to: 'extended',
      label: 'extend',
      means: 'The token is valid and the deadline moves to a whole time to live from now.',
      numbers: ['client', 'lock', 'token', 'ttl:ms'],
      rule: 'token {token} is in force: deadline in {ttl}',
      says: 'Client {client} extended lock {lock} by {ttl}',
      tone: 'fine',
    },
    checksAgain: {
      from: 'extended.active',
      to: 'extended.checking',
      label: 'heartbeat',
      means: 'A heartbeat has come; its token is compared with the one in force.',
      numbers: heartbeatNumbers,
      rule: 'heartbeat with token {token}, {left} before the deadline',
      quiet: true,
    },
    stillValid: {
      from: 'extended.checking',
      to: 'extended.active',
      label: 'valid token',
      means: 'The token is the one in force. The deadline stays where it is.',
      numbers: heartbeatNumbers,
      rule: 'token {token} is in force, {left} are left',
      tone: 'fine',
      quiet: true,
    },
    refusesAgain: {
      from: 'extended.checking',
      to: 'extended.active',
      label: 'another’s token',
      means: 'The heartbeat comes from a client that no longer holds the lock. The holder keeps it.',
      numbers: ['client', 'lock', 'token', 'valid'],
      rule: 'token {token} ≠ token in force {valid}',
      says: 'Client {client} asked to keep lock {lock} with token {token}, but {valid} is in force',
      tone: 'refused',
    },
    prolongs: {
      from: 'extended.checking',
      to: 'extended',
      label: 'extend again',
      means: 'The token is valid and the deadline moves on once more.',
      numbers: ['client', 'lock', 'token', 'ttl:ms'],
      rule: 'token {token} is in force: deadline in {ttl}',
      tone: 'fine',
      quiet: true,
    },
    invalid: {
      from: ['acquired.checking', 'extended.checking'],
      to: 'expired',
      label: 'invalid token',
      means:
        'The heartbeat came after the deadline, which nobody had noticed yet: its token is worth nothing any more.',
      numbers: ['client', 'lock', 'token', 'late:ms'],
      rule: 'heartbeat with token {token} came {late} after the deadline',
      says: 'Client {client} came {late} too late to keep lock {lock}',
      tone: 'failed',
    },
    releases: {
      from: ['acquired', 'extended'],
      to: 'released',
      label: 'release',
      means: 'The holder gives the lock back; the value that came with the request is the one that it was taken with.',
      numbers: ['client', 'lock', 'token', 'held:ms'],
      rule: 'owner value matches: released after {held}',
      says: 'Client {client} released lock {lock} after {held}',
      tone: 'fine',
    },
    snatches: {
      from: ['acquired', 'extended'],
      to: 'released',
      label: 'released by<br/>another',
      means: 'A release that is not checked: a client deleted a lock that another holds.',
      numbers: ['client', 'lock', 'holder', 'token'],
      rule: 'client {client} released the lock of client {holder}: owner values are not compared',
      says: 'Client {client} released lock {lock}, which client {holder} holds with token {token}',
      tone: 'failed',
    },
    expires: {
      from: ['acquired', 'extended'],
      to: 'expired',
      label: 'TTL over',
      means: 'The deadline has come on the clock of the service.',
      numbers: ['client', 'lock', 'token', 'held:ms'],
      rule: 'deadline reached: held for {held}',
      says: 'Lock {lock} of client {client} expired after {held}',
      tone: 'failed',
    },
    frees: {
      from: 'released',
      to: 'available',
      label: 'free',
      means: 'The lock can be had again.',
      numbers: ['lock', 'waiting'],
      rule: 'clients in line {waiting}',
      quiet: true,
    },
    reclaims: {
      from: 'expired',
      to: 'available',
      label: 'auto-release',
      means: 'The service takes the lock back from a holder that was not heard of.',
      numbers: ['lock', 'waiting', 'late:ms'],
      rule: 'clients in line {waiting}; taken back {late} after the deadline',
      quiet: true,
    },
    forgets: {
      from: ['acquired', 'extended', 'expired'],
      to: 'available',
      label: 'memory lost',
      means: 'The service restarted without its memory: the lock is free, whatever its holder believes.',
      numbers: ['client', 'lock', 'token', 'left:ms'],
      rule: 'nothing was kept of token {token}; its deadline was {left} away',
      says: 'The service forgot that client {client} holds lock {lock}',
      tone: 'failed',
    },
  },
})

/** A resting state of a lock: `available`, `acquired.active`, `extended.active`, `expired`, … */
export type LockState = typeof lockMachine.initial

/** A transition of a lock; the names stand in links and must not change. */
export type LockEdge = (typeof lockMachine.partNames)[number]
