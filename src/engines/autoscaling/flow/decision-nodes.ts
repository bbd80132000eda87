import type { FlowNode } from '../../../machine/flow.ts'

/** The stations of a scaling decision. */
export const decisionNodes = {
  metrics: {
    label: 'Metrics<br/>CPU, memory, requests',
    means: 'The averages of the ready instances as they were when last gathered.',
    shape: 'start',
  },
  evaluate: { label: 'Evaluate', means: 'The rule compares the metrics with its bounds.', shape: 'question' },
  scaleUp: { label: 'Scale up', means: 'The rule asks for more instances.', shape: 'step', tone: 'caution' },
  scaleDown: { label: 'Scale down', means: 'The rule asks for fewer instances.', shape: 'step', tone: 'caution' },
  hold: { label: 'Maintain', means: 'Nothing asks for a change.', shape: 'end', tone: 'fine' },
  cooling: { label: 'In cooldown?', means: 'Was there an action within the cooldown?', shape: 'question' },
  skip: { label: 'Skip', means: 'Nothing is changed: the last action has yet to show.', shape: 'end', tone: 'refused' },
  limits: { label: 'Within limits?', means: 'Do minimum and maximum leave a change?', shape: 'question' },
  atLimit: { label: 'At limit', means: 'The minimum or maximum allows no change.', shape: 'end', tone: 'idle' },
  apply: { label: 'Apply', means: 'The number of instances is changed.', shape: 'step', tone: 'fine' },
  startCooldown: { label: 'Start cooldown', means: 'From now on nothing happens for a while.', shape: 'end' },
} as const satisfies Readonly<Record<string, FlowNode>>

export type DecisionNode = keyof typeof decisionNodes
