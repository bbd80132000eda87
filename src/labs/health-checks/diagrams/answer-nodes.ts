import type { FlowNode } from '../../../machine/flow.ts'

/** The boxes around the stations. */
export const answerGroups = {
  checks: { label: 'Health checks' },
  aggregator: { label: 'Aggregator' },
} as const

/** The stations of an answer: what it reads, what it says, and what follows. */
export const answerNodes = {
  process: {
    label: 'Process check<br/>critical',
    means: 'The process looks after itself: no network, no dependency.',
    shape: 'start',
    group: 'checks',
  },
  db: { label: 'DB check<br/>critical', means: 'Does the database answer?', shape: 'start', group: 'checks' },
  api: { label: 'API check<br/>critical', means: 'Does the API answer?', shape: 'start', group: 'checks' },
  cache: { label: 'Cache check<br/>not critical', means: 'Does the cache answer?', shape: 'start', group: 'checks' },
  queue: { label: 'Queue check<br/>not critical', means: 'Does the queue answer?', shape: 'start', group: 'checks' },
  all: {
    label: 'All results',
    means: 'The cached results of the checks that the endpoint reads; nothing is run for it.',
    shape: 'step',
    group: 'aggregator',
  },
  evaluate: {
    label: 'Evaluate',
    means: 'Asked in this order: does a critical check fail, does any other, or none?',
    shape: 'question',
    group: 'aggregator',
  },
  unhealthy: {
    label: '503<br/>unhealthy',
    means: 'A critical check fails, or the process is starting or stopping.',
    shape: 'step',
    tone: 'failed',
  },
  degraded: {
    label: '200<br/>degraded',
    means: 'Only checks that are not critical fail. Whoever reads the status code alone sees no difference.',
    shape: 'step',
    tone: 'caution',
  },
  healthy: { label: '200<br/>healthy', means: 'Nothing fails.', shape: 'step', tone: 'fine' },
  nothing: {
    label: 'No answer',
    means: 'The probe was lost, nobody listened, or the process hangs.',
    shape: 'start',
    tone: 'suspect',
  },
  counts: {
    label: 'Enough<br/>in a row?',
    means: 'Orchestrator and load balancer act on a run of equal answers, not on one.',
    shape: 'question',
  },
  users: {
    label: 'Answers<br/>to users',
    means: 'With outlier ejection the load balancer judges replicas by what users get.',
    shape: 'start',
  },
  same: { label: 'No change', means: 'Nobody does anything.', shape: 'end', tone: 'idle' },
  joins: { label: 'In rotation', means: 'The replica gets traffic.', shape: 'end', tone: 'fine' },
  leaves: {
    label: 'Out of rotation',
    means: 'The replica gets no traffic. It goes on running.',
    shape: 'step',
    tone: 'refused',
  },
  restarts: {
    label: 'Restarted',
    means: 'The process is killed and started anew. Until it has started it serves nobody.',
    shape: 'end',
    tone: 'failed',
  },
  panic: {
    label: 'Panic',
    means: 'Too few replicas are left: the load balancer believes no check and sends traffic to all.',
    shape: 'step',
    tone: 'caution',
  },
} as const satisfies Readonly<Record<string, FlowNode & { readonly group?: keyof typeof answerGroups }>>

/** The name of a station. */
export type AnswerNode = keyof typeof answerNodes
