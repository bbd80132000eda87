import type { FlowNode } from '../../../machine/flow.ts'

/** The stations of a call. */
export const requestNodes = {
  call: { label: 'Call', means: 'A client wants something from the backend.', shape: 'start' },
  state: { label: 'State?', means: 'The breaker is asked before anything is sent.', shape: 'question' },
  timer: { label: 'Wait over?', means: 'Has the recovery time-out passed?', shape: 'question' },
  toHalfOpen: { label: 'Go half-open', means: 'The breaker begins to probe.', shape: 'step', tone: 'caution' },
  permit: { label: 'Permit free?', means: 'May another probe be in flight?', shape: 'question' },
  execute: { label: 'Execute', means: 'The call goes to the backend.', shape: 'step' },
  probe: { label: 'Execute<br/>as probe', means: 'The call goes to the backend to test it.', shape: 'step' },
  result: { label: 'Result?', means: 'How did the call end?', shape: 'question' },
  probeResult: { label: 'Result?', means: 'How did the probe end?', shape: 'question' },
  success: {
    label: 'Count success',
    means: 'The client has its answer, and it counts as a success.',
    shape: 'end',
    tone: 'fine',
  },
  failure: { label: 'Count failure', means: 'The failure is recorded.', shape: 'step', tone: 'failed' },
  threshold: { label: 'Limit<br/>reached?', means: 'Is it time to open?', shape: 'question' },
  probeSuccess: { label: 'Count probe', means: 'A good probe is recorded.', shape: 'step', tone: 'fine' },
  enough: { label: 'Enough?', means: 'Have enough probes succeeded?', shape: 'question' },
  refuse: { label: 'Refuse', means: 'The call does not reach the backend.', shape: 'step', tone: 'refused' },
  error: { label: 'Error', means: 'The client gets the error.', shape: 'end', tone: 'failed' },
  opened: { label: 'Open', means: 'The breaker opens; the client gets the error.', shape: 'end', tone: 'failed' },
  reopened: { label: 'Open again', means: 'The breaker opens again.', shape: 'end', tone: 'failed' },
  closed: { label: 'Close', means: 'The breaker closes; the client has its answer.', shape: 'end', tone: 'fine' },
  stays: { label: 'Stay half-open', means: 'No verdict yet: the permit is given back.', shape: 'end', tone: 'caution' },
  ignored: { label: 'Not counted', means: 'The result counts neither way.', shape: 'end', tone: 'idle' },
  fallback: { label: 'Fallback', means: 'The client gets a stand-in answer.', shape: 'end', tone: 'refused' },
  rejection: { label: 'Rejection', means: 'The client is told at once: no.', shape: 'end', tone: 'refused' },
} as const satisfies Readonly<Record<string, FlowNode>>

/** The name of a station. */
export type RequestNode = keyof typeof requestNodes
