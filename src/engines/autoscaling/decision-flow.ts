import { defineFlow } from '../../machine/flow.ts'
import { decisionEdges } from './flow/decision-edges.ts'
import { decisionNodes } from './flow/decision-nodes.ts'

/** How an evaluation goes from the metrics to an action or to none. Metrics as shares, requests a second. */
export const decisionFlow = defineFlow({
  title: 'Scaling decision',
  direction: 'LR',
  subject: 'Evaluation',
  nodes: decisionNodes,
  edges: decisionEdges,
})

/** A step of the decision; the names stand in links and must not change. */
export type DecisionEdge = keyof typeof decisionEdges
