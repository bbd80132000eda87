import type { Act } from '../../lab/lab.ts'
import type { params } from './params.ts'
import { event, type PressureEvent } from './run/event.ts'

type PressureAct = Act<typeof params, PressureEvent>

/** What a user does once. */
export const acts = {
  burst: {
    label: 'Burst of items',
    help: 'Many items come up at this very moment, shared out among the producers.',
    group: 'load',
    icon: 'zap',
    key: '1',
    flag: 'burst of {items}',
    args: {
      items: {
        kind: 'number',
        group: 'load',
        label: 'Items',
        help: 'So many at once.',
        unit: '',
        min: 1,
        max: 2000,
        step: 1,
        default: 100,
      },
    },
    event: ({ items }) => event('burst', 0, 0, items),
  },
  slow: {
    label: 'Slow consumers',
    help: 'Every item takes longer by the slow factor.',
    group: 'faults',
    icon: 'snail',
    key: 's',
    flag: 'consumers slow',
    sets: { consumerState: 'slow' },
  },
  stop: {
    label: 'Stop consumers',
    help: 'They finish what they have and take nothing more.',
    group: 'faults',
    icon: 'pause',
    key: 'p',
    flag: 'consumers stopped',
    sets: { consumerState: 'stopped' },
  },
  heal: {
    label: 'Heal',
    help: 'Consumers work as they should, every producer obeys, and no signal is lost.',
    group: 'faults',
    icon: 'power',
    key: 'h',
    flag: 'healed',
    sets: { consumerState: 'up', disobedient: 0, signalLoss: 0 },
  },
  defy: {
    label: 'One stops obeying',
    help: 'The last producer pays no attention any more and sends three times its share.',
    group: 'faults',
    icon: 'megaphone',
    key: 'd',
    flag: 'one stops obeying',
    sets: { disobedient: 1, excess: 3 },
  },
} as const satisfies Readonly<Record<string, PressureAct>>
