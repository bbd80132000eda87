import { defineFlow } from '../../machine/flow.ts'
import { bucketEdges } from './flow/bucket-edges.ts'
import { bucketNodes } from './flow/bucket-nodes.ts'
import { gateEdges } from './flow/gate-edges.ts'
import { gateNodes } from './flow/gate-nodes.ts'

/** How a token bucket decides: refill, cap, check, then consume or reject. Numbers of tokens, times in milliseconds. */
export const bucketFlow = defineFlow({
  title: 'Token bucket',
  direction: 'TB',
  subject: 'Request',
  groups: { stored: { label: 'Stored for the key' } },
  nodes: bucketNodes,
  edges: bucketEdges,
})

/** A step of the token bucket's decision. */
export type BucketEdge = keyof typeof bucketEdges

/**
 * The three checks of a request, user, address and global, and the decision after them. Checked one by one, the first
 * refusal ends it. Times in milliseconds.
 */
export const gateFlow = defineFlow({
  title: 'User, address, global',
  direction: 'LR',
  subject: 'Request',
  groups: { limits: { label: 'Limits' }, path: { label: 'Request' } },
  nodes: gateNodes,
  edges: gateEdges,
})

/** A step of the way through the three checks. */
export type GateEdge = keyof typeof gateEdges
