import type { FlowEdge } from '../../../machine/flow.ts'
import type { GateNode } from './gate-nodes.ts'

const told = { numbers: ['request', 'remaining', 'wait:ms'], rule: '{remaining} remaining, wait {wait}' } as const

/** The way of a request through the three checks; it ends early where each limit takes as it goes. */
export const gateEdges = {
  asks: { from: 'request', to: 'user', means: 'A request arrives.', numbers: ['request'], quiet: true },
  readsUser: {
    from: 'userLimits',
    to: 'user',
    means: 'The limit of this user answers.',
    ...told,
    quiet: true,
  },
  toAddress: {
    from: 'user',
    to: 'address',
    means: 'The user’s limit has been asked: next is the address.',
    ...told,
    quiet: true,
  },
  readsAddress: {
    from: 'addressLimits',
    to: 'address',
    means: 'The limit of this address answers.',
    ...told,
    quiet: true,
  },
  toGlobal: {
    from: 'address',
    to: 'global',
    means: 'The address’s limit has been asked: next is the service.',
    ...told,
    quiet: true,
  },
  readsGlobal: {
    from: 'globalLimit',
    to: 'global',
    means: 'The limit of all together answers.',
    ...told,
    quiet: true,
  },
  toDecision: {
    from: 'global',
    to: 'decision',
    means: 'All three have been asked.',
    ...told,
    quiet: true,
  },
  allows: {
    from: 'decision',
    to: 'allow',
    label: 'yes',
    means: 'All three pass: all three are used.',
    numbers: ['request', 'remaining'],
    rule: 'the tightest limit leaves {remaining}',
    says: 'Request {request} passed all three limits, {remaining} remaining',
    tone: 'fine',
    quiet: true,
  },
  denies: {
    from: 'decision',
    to: 'deny',
    label: 'no',
    means: 'At least one refuses: none is used, and the longest wait is told.',
    numbers: ['request', 'remaining', 'wait:ms'],
    rule: 'the longest wait is {wait}',
    says: 'Request {request} was denied: wait {wait}',
    tone: 'refused',
  },
  userDenies: {
    from: 'user',
    to: 'deny',
    label: 'user',
    means: 'The user’s limit refuses, and the others are not asked.',
    ...told,
    says: 'Request {request} was denied by the user’s limit: wait {wait}',
    tone: 'refused',
  },
  addressDenies: {
    from: 'address',
    to: 'deny',
    label: 'address',
    means: 'The address’s limit refuses. What the user’s limit took stays taken.',
    ...told,
    says: 'Request {request} was denied by the address’s limit, at the user’s expense: wait {wait}',
    tone: 'refused',
  },
  globalDenies: {
    from: 'global',
    to: 'deny',
    label: 'global',
    means: 'The limit of all refuses. What the limits of user and address took stays taken.',
    ...told,
    says: 'Request {request} was denied by the global limit, at the expense of user and address: wait {wait}',
    tone: 'refused',
  },
} as const satisfies Readonly<Record<string, FlowEdge<GateNode>>>
