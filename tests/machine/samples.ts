import { defineFlow } from '../../src/machine/flow.ts'
import { defineMachine } from '../../src/machine/machine.ts'
import { defineSequence } from '../../src/machine/sequence.ts'

/** A breaker with inner states, an edge from two states, one into an inner state and one around a state. */
export const breaker = defineMachine({
  title: 'Circuit breaker',
  initial: 'closed',
  states: {
    closed: {
      label: 'Closed',
      means: 'Calls go through.',
      tone: 'fine',
      initial: 'monitoring',
      inner: {
        monitoring: { label: 'Monitoring', means: 'Waits for a result.' },
        counting: { label: 'Counting', means: 'Counts a result.' },
      },
    },
    open: {
      label: 'Open',
      means: 'Calls are refused.',
      tone: 'failed',
      initial: 'rejecting',
      inner: {
        rejecting: { label: 'Rejecting', means: 'Refuses.' },
        timerCheck: { label: 'TimerCheck', means: 'Looks at the clock.' },
      },
    },
    halfOpen: {
      label: 'HalfOpen',
      means: 'A probe decides.',
      tone: 'caution',
      initial: 'testing',
      inner: {
        testing: { label: 'Testing', means: 'Lets a probe through.' },
        tracking: { label: 'Tracking', means: 'Waits for the probe.' },
      },
    },
    forced: { label: 'ForcedOpen', means: 'Held open by hand.', tone: 'idle' },
  },
  edges: {
    ends: { from: 'closed.monitoring', to: 'closed.counting', label: 'call ends', means: 'A result came.' },
    below: { from: 'closed.counting', to: 'closed.monitoring', label: 'below limit', means: 'Not enough failures.' },
    opens: { from: 'closed', to: 'open', label: '5 of last 8<br/>failed', means: 'Enough of the last calls failed.' },
    arrives: { from: 'open.rejecting', to: 'open.timerCheck', label: 'call arrives', means: 'A call asks.' },
    early: { from: 'open.timerCheck', to: 'open.rejecting', label: 'too early', means: 'The time has not passed.' },
    probes: { from: 'open', to: 'halfOpen.testing', label: '5 s<br/>passed', means: 'The recovery time is over.' },
    sent: { from: 'halfOpen.testing', to: 'halfOpen.tracking', label: 'probe sent', means: 'A probe goes out.' },
    reopens: { from: 'halfOpen', to: 'open', label: 'a probe<br/>failed', means: 'The service is still down.' },
    closes: { from: 'halfOpen', to: 'closed', label: '2 probes succeeded', means: 'The service is back.' },
    forces: { from: ['closed', 'open'], to: 'forced', label: 'forced', means: 'Someone pulled the lever.' },
    refuses: { from: 'forced', to: 'forced', label: 'refused', means: 'A call was refused.' },
  },
})

/** A request's way, with a group, a cell, and keys that Mermaid would take for its own words. */
export const request = defineFlow({
  title: 'Request flow',
  direction: 'LR',
  subject: 'Call',
  groups: { client: { label: 'Client' } },
  nodes: {
    arrives: { label: 'Call arrives', means: 'A call.', shape: 'start' },
    state: { label: 'state?', means: 'Which state?', shape: 'question' },
    execute: { label: 'Execute call', means: 'It is sent.', shape: 'step', group: 'client' },
    failures: { label: 'failures', means: 'How many.', shape: 'cell', group: 'client' },
    end: { label: 'refused, fallback served', means: 'Refused.', shape: 'end', tone: 'refused' },
    answered: { label: 'answered', means: 'Answered.', shape: 'end', tone: 'fine' },
  },
  edges: {
    arrived: { from: 'arrives', to: 'state', means: 'It asks.' },
    goes: { from: 'state', to: 'execute', label: 'Closed', means: 'It may go.' },
    refused: { from: 'state', to: 'end', label: 'Open', means: 'It may not.' },
    failed: { from: 'execute', to: 'failures', label: 'no', means: 'It failed.' },
    answered: { from: 'execute', to: 'answered', label: 'yes', means: 'It worked.' },
  },
})

/** A lock with alternatives, a loop and a message to itself. */
export const lock = defineSequence({
  title: 'Acquire and write',
  participants: {
    client: { label: 'Client', means: 'Wants to write.' },
    service: { label: 'Lock service', means: 'Hands out the lock.' },
    storage: { label: 'Storage', means: 'Is written to.' },
  },
  messages: {
    acquire: { from: 'client', to: 'service', label: 'acquire', means: 'It asks.' },
    token: { from: 'service', to: 'client', reply: true, label: 'token 7', means: 'It holds the lock.' },
    write: { from: 'client', to: 'storage', label: 'write 7', means: 'It writes.' },
    check: { from: 'storage', to: 'storage', label: 'check token', means: 'Is it the highest?' },
    wait: { from: 'service', to: 'client', reply: true, label: 'wait', means: 'Another holds it.' },
    release: { from: 'client', to: 'service', label: 'release<br/>the lock', means: 'It gives it back.' },
  },
  order: [
    'acquire',
    {
      frame: 'alt',
      branches: [
        {
          label: 'free',
          pieces: ['token', { frame: 'loop', branches: [{ label: 'each write', pieces: ['write', 'check'] }] }],
        },
        { label: 'held', pieces: ['wait'] },
      ],
    },
    { frame: 'opt', branches: [{ label: 'late', pieces: ['release'] }] },
  ],
})
