import { defineFlow, type FlowEdge } from '../../../machine/flow.ts'
import { actingEdges } from './acting-edges.ts'
import { type AnswerNode, answerGroups, answerNodes } from './answer-nodes.ts'

const read = (from: AnswerNode, what: string) =>
  ({
    from,
    to: 'all',
    means: `The endpoint reads the cached result of ${what}.`,
    numbers: ['answer', 'passes', 'age:ms'],
    rule: 'passes: {passes} (1 yes, 0 no); the result is {age} old',
    quiet: true,
  }) as const satisfies FlowEdge<AnswerNode>

const counted = ['answer', 'replica', 'critical', 'others'] as const

const readingEdges = {
  readsProcess: read('process', 'the check of the process itself'),
  readsDb: read('db', 'the database check'),
  readsApi: read('api', 'the API check'),
  readsCache: read('cache', 'the cache check'),
  readsQueue: read('queue', 'the queue check'),
  asks: {
    from: 'all',
    to: 'evaluate',
    means: 'The results are weighed: critical ones first.',
    numbers: counted,
    rule: 'failing: {critical} critical, {others} others',
    quiet: true,
  },
  fails: {
    from: 'evaluate',
    to: 'unhealthy',
    label: 'any critical<br/>fails',
    means: 'At least one critical check fails, or the service says that it is starting or stopping.',
    numbers: counted,
    rule: 'failing critical checks {critical} ≥ 1, or the service starts or stops',
    tone: 'failed',
    quiet: true,
  },
  degrades: {
    from: 'evaluate',
    to: 'degraded',
    label: 'only others<br/>fail',
    means: 'No critical check fails, but one that is not critical does.',
    numbers: counted,
    rule: 'failing critical checks {critical} = 0; others {others} ≥ 1',
    tone: 'caution',
    quiet: true,
  },
  passes: {
    from: 'evaluate',
    to: 'healthy',
    label: 'none fails',
    means: 'All checks that are read pass, or none is read.',
    numbers: counted,
    rule: 'failing critical checks {critical} = 0; others {others} = 0',
    tone: 'fine',
    quiet: true,
  },
} as const satisfies Readonly<Record<string, FlowEdge<AnswerNode>>>

/**
 * From the cached results of the checks to what an endpoint says, and from there to what follows. The exercise leaves
 * open in which order the aggregator asks; here a failing critical check is looked for first.
 */
export const answerFlow = defineFlow({
  title: 'Checks, aggregator, response',
  direction: 'TB',
  subject: 'Answer',
  groups: answerGroups,
  nodes: answerNodes,
  edges: { ...readingEdges, ...actingEdges },
})
