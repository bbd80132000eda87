import type { AnyLab } from '../../lab/lab.ts'
import { labIds } from '../../labs/catalog.ts'

export const groups = [
  { key: 'exercises', title: 'Exercises', line: 'Seven mechanisms, one lab each. Start here.' },
  { key: 'thought', title: 'Thought experiments', line: 'Three ways a healthy system falls over.' },
  { key: 'scenarios', title: 'Scenarios', line: 'Systems composed of the mechanisms above.' },
  { key: 'research', title: 'Research', line: 'Questions without a single answer.' },
  { key: 'concepts', title: 'Concepts', line: 'The ideas under all of it.' },
  { key: 'reflection', title: 'Reflection', line: 'Look back, with runs as evidence.' },
] as const

export type GroupKey = (typeof groups)[number]['key']

interface Planned {
  readonly id: string
  readonly group: GroupKey
  readonly title: string
  readonly question: string
}

/** The twenty labs in order, with the words for those that are not there yet. */
const planned: readonly Planned[] = [
  {
    id: 'circuit-breaker',
    group: 'exercises',
    title: 'Circuit breaker',
    question: 'When should a client stop calling a failing service?',
  },
  {
    id: 'rate-limiting',
    group: 'exercises',
    title: 'Rate limiting',
    question: 'Which requests get through, and what happens to a burst?',
  },
  {
    id: 'distributed-lock',
    group: 'exercises',
    title: 'Distributed lock',
    question: 'Who holds the lock, and who may write?',
  },
  {
    id: 'backpressure',
    group: 'exercises',
    title: 'Backpressure',
    question: 'What should a full queue do to those who fill it?',
  },
  {
    id: 'autoscaling',
    group: 'exercises',
    title: 'Autoscaling',
    question: 'How many instances, and why does the answer flap?',
  },
  {
    id: 'gossip',
    group: 'exercises',
    title: 'Gossip membership',
    question: 'How does everyone learn when nobody is in charge?',
  },
  {
    id: 'health-checks',
    group: 'exercises',
    title: 'Health checks',
    question: 'Is this service healthy, and what should act on it?',
  },
  {
    id: 'thundering-herd',
    group: 'thought',
    title: 'Thundering herd',
    question: 'Ten thousand clients, one expired key.',
  },
  {
    id: 'cascading-timeouts',
    group: 'thought',
    title: 'Cascading time-outs',
    question: 'Why does one slow service stop three?',
  },
  { id: 'split-brain', group: 'thought', title: 'Split brain', question: 'Two leaders: which one may decide?' },
  {
    id: 'api-gateway',
    group: 'scenarios',
    title: 'API gateway',
    question: 'Which gate turns a request away, and with which status?',
  },
  {
    id: 'deployment-controller',
    group: 'scenarios',
    title: 'Deployment controller',
    question: 'How few users need to meet a bad release?',
  },
  {
    id: 'traffic-shaper',
    group: 'scenarios',
    title: 'Traffic shaper',
    question: 'Who gets the link when everyone wants it?',
  },
  {
    id: 'oscillation',
    group: 'research',
    title: 'Oscillation',
    question: 'How much gain can a delayed loop bear?',
  },
  {
    id: 'push-or-pull',
    group: 'research',
    title: 'Push or pull',
    question: 'Which way does a desired state reach every agent?',
  },
  {
    id: 'without-consensus',
    group: 'research',
    title: 'Coordination without consensus',
    question: 'What can replicas agree on without voting?',
  },
  {
    id: 'feedback-loops',
    group: 'concepts',
    title: 'Feedback loops',
    question: 'Does the loop steady the system, or run away with it?',
  },
  {
    id: 'hysteresis',
    group: 'concepts',
    title: 'Hysteresis',
    question: 'Why two thresholds where one would do?',
  },
  {
    id: 'hierarchical-control',
    group: 'concepts',
    title: 'Hierarchical control',
    question: 'What should the parent decide, and what the child?',
  },
  {
    id: 'reflection',
    group: 'reflection',
    title: 'Reflection',
    question: 'Why is distributed control harder?',
  },
]

/** A lab on the home page and in the switcher. */
export interface Listed extends Planned {
  readonly number: number
  /** It can be opened; else it is only announced. */
  readonly there: boolean
  /** Its declaration, once loaded. */
  readonly lab: AnyLab | undefined
}

/** All labs in the catalog's order, those that are loaded with their own words. */
export function listedLabs(labs: readonly AnyLab[]): readonly Listed[] {
  return planned.map((words, i) => {
    const lab = labs.find(({ id }) => id === words.id)
    return { ...words, ...(lab && { title: lab.title }), number: i + 1, there: labIds.includes(words.id), lab }
  })
}

/** The labs whose title, question, part or words in their declaration contain every word typed. */
export function matching(listed: readonly Listed[], typed: string): readonly Listed[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return listed
  return listed.filter((entry) => {
    const text = textOf(entry).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function textOf({ number, title, question, group, lab }: Listed): string {
  const presets = lab?.presets.map((preset) => preset.title) ?? []
  const params = Object.values(lab?.params ?? {}).map((param) => (param as { readonly label: string }).label)
  const part = groups.find(({ key }) => key === group)?.title
  return [number, title, question, lab?.question, part, ...presets, ...params].join(' ')
}
