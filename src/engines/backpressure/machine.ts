import { defineMachine } from '../../machine/machine.ts'

/**
 * What a bounded queue does to those who fill it. Outer states change only at the marks, one at a time: a jump over
 * several takes all edges on its way.
 */
export const queueMachine = defineMachine({
  title: 'Backpressure',
  initial: 'accepting',
  states: {
    accepting: {
      label: 'Accepting',
      means: 'The signal is green: producers send as they like.',
      tone: 'fine',
      initial: 'normal',
      inner: {
        normal: { label: 'Normal', means: 'Consumers keep up: little or nothing waits.' },
        filling: { label: 'Filling', means: 'Requests come faster than they leave; nobody has been told yet.' },
      },
    },
    pressuring: {
      label: 'Pressuring',
      means: 'The signal is yellow: items are still accepted, and producers are asked to slow down.',
      tone: 'caution',
      initial: 'signaling',
      inner: {
        signaling: { label: 'Signaling', means: 'The signal is on its way: producers still send as before.' },
        slowing: { label: 'Slowing', means: 'The signal has arrived: producers that obey send less.' },
      },
    },
    rejecting: {
      label: 'Rejecting',
      means: 'The signal is red: there is no room for more.',
      tone: 'refused',
      initial: 'full',
      inner: {
        full: { label: 'Full', means: 'No room is left, and nothing has been lost so far.' },
        dropping: { label: 'Dropping', means: 'Items are lost: new ones are turned away, or the oldest thrown out.' },
      },
    },
  },
  edges: {
    fills: {
      from: 'accepting.normal',
      to: 'accepting.filling',
      label: 'requests<br/>coming',
      means: 'More waits than the low mark, or anything at all where no mark lies below pressure.',
      numbers: ['depth', 'first'],
      rule: 'depth {depth} ≥ {first}',
      quiet: true,
    },
    empties: {
      from: 'accepting.filling',
      to: 'accepting.normal',
      label: 'keeps up',
      means: 'Consumers have caught up.',
      numbers: ['depth', 'first'],
      rule: 'depth {depth} < {first}',
      quiet: true,
    },
    presses: {
      from: 'accepting',
      to: 'pressuring',
      label: 'past the<br/>high mark',
      means: 'So much waits that producers are asked to slow down.',
      numbers: ['depth', 'first', 'mark'],
      rule: 'depth {depth} ≥ {first}, the first that the mark of {mark} does not allow',
      says: '{depth} items wait, the mark is {mark}: producers are asked to slow down',
      tone: 'caution',
    },
    slows: {
      from: 'pressuring.signaling',
      to: 'pressuring.slowing',
      label: 'signal<br/>arrives',
      means: 'The signal has reached the producers. What they sent meanwhile is still on its way.',
      numbers: ['depth', 'signal'],
      rule: 'signal {signal} arrived, {depth} items wait',
      tone: 'caution',
      quiet: true,
    },
    fillsUp: {
      from: 'pressuring',
      to: 'rejecting',
      label: 'no room',
      means: 'The queue holds all that it may: the next item finds no room.',
      numbers: ['depth', 'first', 'capacity'],
      rule: 'depth {depth} ≥ {first}, capacity {capacity}',
      says: '{depth} items wait: there is no room for more',
      tone: 'refused',
    },
    drops: {
      from: 'rejecting.full',
      to: 'rejecting.dropping',
      label: 'item lost',
      means: 'An item found no room: it, or the oldest in its place, is lost.',
      numbers: ['depth', 'item', 'lost'],
      rule: 'depth {depth}: item {item} lost, {lost} so far',
      says: 'The queue of {depth} is full: item {item} was lost',
      tone: 'failed',
    },
    dropsMore: {
      from: 'rejecting.dropping',
      to: 'rejecting.dropping',
      label: 'more lost',
      means: 'A further item found no room.',
      numbers: ['depth', 'item', 'lost'],
      rule: 'depth {depth}: item {item} lost, {lost} so far',
      tone: 'failed',
      quiet: true,
    },
    blocks: {
      from: 'rejecting.full',
      to: 'rejecting.full',
      label: 'producer<br/>waits',
      means: 'An item found no room: its producer waits until it is let in.',
      numbers: ['depth', 'item', 'waiting'],
      rule: 'depth {depth}: item {item} waits outside, {waiting} with it',
      tone: 'caution',
      quiet: true,
    },
    eases: {
      from: 'rejecting',
      to: 'pressuring',
      label: 'room again',
      means: 'A place is free: items are accepted again, and producers are still asked to go slowly.',
      numbers: ['depth', 'first'],
      rule: 'depth {depth} < {first}',
      says: '{depth} items wait: there is room again',
      tone: 'caution',
    },
    relaxes: {
      from: 'pressuring',
      to: 'accepting',
      label: 'below the<br/>low mark',
      means: 'Little enough waits: producers may send as they like.',
      numbers: ['depth', 'last', 'mark'],
      rule: 'depth {depth} ≤ {last}, the last that counts as relief at the mark of {mark}',
      says: '{depth} items wait, the mark is {mark}: producers may send again',
      tone: 'fine',
    },
  },
})

/** A resting state of the queue: `accepting.normal`, `pressuring.slowing`, … */
export type QueueState = typeof queueMachine.initial

/** A transition of the queue; the names stand in links and must not change. */
export type QueueEdge = (typeof queueMachine.partNames)[number]
