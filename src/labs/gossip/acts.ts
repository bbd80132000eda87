import type { Act } from '../../lab/lab.ts'
import type { NumberParam } from '../../lab/param.ts'
import type { params } from './params.ts'
import { type GossipEvent, happening } from './run/event.ts'

type GossipAct = Act<typeof params, GossipEvent>

const MOST_NODES = 10_100

const node = (help: string): { readonly node: NumberParam } => ({
  node: {
    kind: 'number',
    group: 'faults',
    label: 'Node',
    help,
    unit: '',
    min: -1,
    max: MOST_NODES,
    step: 1,
    default: -1,
  },
})

const on =
  (type: GossipEvent['type']) =>
  ({ node: named = -1 }: Readonly<Record<string, number>>): GossipEvent =>
    happening(type, named)

/** What a user does once. A node that is not named is drawn at random among those that will do. */
export const acts = {
  rumor: {
    label: 'Rumor',
    help: 'A random node learns something new; the rumor before is forgotten.',
    group: 'load',
    icon: 'megaphone',
    key: '1',
    flag: 'rumor',
    args: node('Where it begins. −1 is any node.'),
    event: on('rumor'),
  },
  join: {
    label: 'Join',
    help: 'A new node joins the group. At most 24 join one run.',
    group: 'load',
    icon: 'plus',
    key: 'j',
    flag: 'join',
    event: () => happening('join'),
  },
  leave: {
    label: 'Leave',
    help: 'A random node says farewell and stops.',
    group: 'load',
    icon: 'minus',
    key: 'l',
    flag: 'leave',
    args: node('Which node leaves. −1 is any.'),
    event: on('leave'),
  },
  crash: {
    label: 'Crash',
    help: 'A random node stops without a word and loses what it knew.',
    group: 'faults',
    icon: 'power',
    key: 'k',
    flag: 'crash',
    args: node('Which node crashes. −1 is any.'),
    event: on('crash'),
  },
  restart: {
    label: 'Restart',
    help: 'The node that fell last starts again.',
    group: 'faults',
    icon: 'rotate-ccw',
    key: 'u',
    flag: 'restart',
    args: node('Which node starts. −1 is the one that fell last.'),
    event: on('restart'),
  },
  slow: {
    label: 'Slow a node',
    help: 'What reaches a random node waits there before it is looked at.',
    group: 'faults',
    icon: 'snail',
    key: 's',
    flag: 'slow node',
    args: node('Which node becomes slow. −1 is any.'),
    event: on('slow'),
  },
  recover: {
    label: 'Speed up',
    help: 'All slow nodes are as quick as the others again.',
    group: 'faults',
    icon: 'zap',
    key: 'f',
    flag: 'slow nodes recover',
    args: node('Which node recovers. −1 is all of them.'),
    event: on('recover'),
  },
  distance: {
    label: 'Far node',
    help: 'What reaches a random node takes 3 s longer, always the same.',
    group: 'faults',
    icon: 'hourglass',
    key: 'd',
    flag: 'far node',
    args: {
      ...node('Which node is far. −1 is any.'),
      delay: {
        kind: 'number',
        group: 'faults',
        label: 'Longer by',
        help: 'How much longer everything takes to reach it.',
        unit: 'ms',
        min: 0,
        max: 20_000,
        step: 10,
        default: 3000,
      },
    },
    event: ({ node: named = -1, delay = 0 }) => happening('distance', named, 0, 0, delay),
  },
  partition: {
    label: 'Partition',
    help: 'Cuts the network in two. Nodes reach only their own side.',
    group: 'faults',
    icon: 'split',
    key: 'p',
    flag: 'partition',
    args: {
      oneWay: {
        kind: 'number',
        group: 'faults',
        label: 'One way',
        help: '1: the smaller side still reaches the larger one, but hears nothing from it.',
        unit: '',
        min: 0,
        max: 1,
        step: 1,
        default: 0,
      },
    },
    event: ({ oneWay = 0 }) => happening('partition', 0, 0, 0, oneWay),
  },
  heal: {
    label: 'Heal',
    help: 'Ends the partition: everybody reaches everybody again.',
    group: 'faults',
    icon: 'link-2',
    key: 'h',
    flag: 'healed',
    event: () => happening('heal'),
  },
} as const satisfies Readonly<Record<string, GossipAct>>
