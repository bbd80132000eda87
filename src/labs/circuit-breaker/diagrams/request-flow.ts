import { defineFlow } from '../../../machine/flow.ts'
import { admissionEdges } from './admission-edges.ts'
import { requestNodes } from './request-nodes.ts'
import { resultEdges } from './result-edges.ts'

/**
 * The way of a call. Decided where the exercise is silent: the call that ends Open is itself the first probe, a refused
 * call gets the fallback, half-open has permits, and a result that does not count gives its permit back.
 */
export const requestFlow = defineFlow({
  title: 'Request flow',
  direction: 'TB',
  subject: 'Call',
  nodes: requestNodes,
  edges: { ...admissionEdges, ...resultEdges },
})
