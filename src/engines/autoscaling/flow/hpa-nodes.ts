import type { FlowNode } from '../../../machine/flow.ts'

/** The stations of the HPA's decision. */
export const hpaNodes = {
  replicas: { label: 'Replicas', means: 'Those asked for so far, against minimum and maximum.', shape: 'start' },
  ratio: {
    label: 'Value ÷ target<br/>in tolerance?',
    means: 'Each metric gives a ratio; near enough to 1 it keeps the replicas.',
    shape: 'question',
  },
  largest: {
    label: 'Largest<br/>proposal',
    means: 'Of several metrics, the one that asks for most decides.',
    shape: 'step',
  },
  window: {
    label: 'Stabilization<br/>window',
    means: 'What was recommended lately bounds what may be done now.',
    shape: 'question',
  },
  policies: {
    label: 'Policies,<br/>min, max',
    means: 'How many replicas may come or go in a period, and the limits of the whole.',
    shape: 'question',
  },
  outcome: { label: 'Changed?', means: 'Does this leave another number of replicas?', shape: 'question' },
  rescale: { label: 'Rescale', means: 'The number of replicas is changed.', shape: 'end', tone: 'fine' },
  keep: { label: 'Keep', means: 'The number of replicas stays.', shape: 'end', tone: 'idle' },
  unknown: { label: 'No metric', means: 'Nothing is known that could be acted on.', shape: 'end', tone: 'refused' },
} as const satisfies Readonly<Record<string, FlowNode>>

export type HpaNode = keyof typeof hpaNodes
