import type { Params } from '../../../lab/param.ts'

const flag = (label: string, help: string, standing: boolean, more: boolean) =>
  ({ kind: 'switch', group: 'mechanism', label, help, default: standing, more }) as const

/** What the caller does around the breaker, and which results count. */
export const calling = {
  callTimeout: {
    kind: 'number',
    group: 'mechanism',
    label: 'Call time-out',
    help: 'A client waits so long for an answer; after that the call has failed.',
    unit: 'ms',
    min: 10,
    max: 10_000,
    step: 10,
    default: 250,
    scale: 'log',
    more: true,
  },
  fallback: flag('Fallback', 'A refused call gets a stand-in answer instead of an error.', true, true),
  countsConnectionErrors: flag('Count connection errors', 'A refused connection is a failure.', true, true),
  countsTimeouts: flag('Count time-outs', 'A call without an answer in time is a failure.', true, true),
  countsServerErrors: flag('Count 5xx', 'A server error is a failure.', true, true),
  countsClientErrors: flag(
    'Count 4xx',
    'A client error is a failure. Most libraries count it unless told otherwise.',
    true,
    true,
  ),
  lock: flag(
    'Lock around check and update',
    'Threads of the client enter the breaker one at a time. Without it each works on what it read.',
    true,
    true,
  ),
  threads: {
    kind: 'number',
    group: 'mechanism',
    label: 'Threads',
    help: 'Threads of the client that share the breaker.',
    unit: 'threads',
    min: 1,
    max: 16,
    step: 1,
    default: 3,
    more: true,
  },
  sectionTime: {
    kind: 'number',
    group: 'mechanism',
    label: 'Time in the section',
    help: 'From reading the breaker to writing it back. Without the lock, others read in between.',
    unit: 'ms',
    min: 0,
    max: 100,
    step: 1,
    default: 0,
    more: true,
  },
} as const satisfies Params
