import type { FlowNode } from '../../../machine/flow.ts'

/** The stations of a request through the limits of user, address and all. */
export const gateNodes = {
  request: { label: 'Request<br/>user, address', means: 'Who asks, and from where.', shape: 'start', group: 'path' },
  user: { label: 'User<br/>check', means: 'Does the user have allowance left?', shape: 'question', group: 'path' },
  address: { label: 'Address<br/>check', means: 'Does the address have any left?', shape: 'question', group: 'path' },
  global: { label: 'Global<br/>check', means: 'Does the service have any left?', shape: 'question', group: 'path' },
  decision: { label: 'All pass?', means: 'Only now is anything taken.', shape: 'question', group: 'path' },
  allow: { label: 'Allow', means: 'The request goes on.', shape: 'end', tone: 'fine', group: 'path' },
  deny: { label: 'Deny', means: 'The client gets 429.', shape: 'end', tone: 'refused', group: 'path' },
  userLimits: { label: 'Per user', means: 'One limit for each user.', shape: 'cell', group: 'limits' },
  addressLimits: { label: 'Per address', means: 'One limit for each address.', shape: 'cell', group: 'limits' },
  globalLimit: { label: 'Global', means: 'One limit for all together.', shape: 'cell', group: 'limits' },
} as const satisfies Readonly<Record<string, FlowNode>>

export type GateNode = keyof typeof gateNodes
