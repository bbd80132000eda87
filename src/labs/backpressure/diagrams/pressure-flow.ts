import { defineFlow } from '../../../machine/flow.ts'
import { itemEdges } from './item-edges.ts'
import { pressureNodes } from './pressure-nodes.ts'
import { signalEdges } from './signal-edges.ts'

/** Items go from the producers through the queue to the consumers, signals the other way. */
export const pressureFlow = defineFlow({
  title: 'Items one way, signals the other',
  direction: 'LR',
  subject: 'Item',
  groups: { producers: { label: 'Producers' } },
  nodes: pressureNodes,
  edges: { ...itemEdges, ...signalEdges },
})
