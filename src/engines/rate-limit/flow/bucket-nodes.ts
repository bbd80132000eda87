import type { FlowNode } from '../../../machine/flow.ts'

/** The stations of a token bucket's decision. */
export const bucketNodes = {
  request: { label: 'Request', means: 'A request of a key asks for its tokens.', shape: 'start' },
  bucket: {
    label: 'tokens,<br/>last update',
    means: 'All that is kept for a key: how many tokens there were, and when.',
    shape: 'cell',
    group: 'stored',
  },
  refill: {
    label: 'Refill<br/>tokens + elapsed × rate',
    means: 'No timer runs: what flowed in since the last update is computed when somebody asks.',
    shape: 'step',
  },
  cap: {
    label: 'Cap<br/>min(tokens, capacity)',
    means: 'A full bucket spills what flows in; the capacity is the largest burst.',
    shape: 'step',
  },
  check: { label: 'tokens ≥ cost?', means: 'Are there tokens enough for this request?', shape: 'question' },
  consume: { label: 'Consume<br/>tokens − cost', means: 'The request pays its tokens.', shape: 'step', tone: 'fine' },
  reject: { label: 'Reject', means: 'The request gets its wait instead.', shape: 'step', tone: 'refused' },
  update: { label: 'last update = now', means: 'The next refill counts from here.', shape: 'step' },
  updateAnyway: {
    label: 'last update = now',
    means: 'The refill is stored although nothing was taken. Only the reference code does this.',
    shape: 'step',
  },
  allowed: { label: 'Allowed', means: 'The request goes on to the server.', shape: 'end', tone: 'fine' },
  refused: { label: 'Refused', means: 'The client gets 429 and the time to wait.', shape: 'end', tone: 'refused' },
} as const satisfies Readonly<Record<string, FlowNode>>

export type BucketNode = keyof typeof bucketNodes
