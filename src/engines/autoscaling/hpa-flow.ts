import { defineFlow } from '../../machine/flow.ts'
import { hpaEdges } from './flow/hpa-edges.ts'
import { hpaNodes } from './flow/hpa-nodes.ts'

/** How the Kubernetes HPA goes from metrics to replicas. Measured and target in per cent or thousandths. */
export const hpaFlow = defineFlow({
  title: 'Horizontal Pod Autoscaler',
  direction: 'LR',
  subject: 'Evaluation',
  nodes: hpaNodes,
  edges: hpaEdges,
})

/** A step of the HPA's decision; the names stand in links and must not change. */
export type HpaEdge = keyof typeof hpaEdges
