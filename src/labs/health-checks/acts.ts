import type { Act } from '../../lab/lab.ts'
import type { NumberParam } from '../../lab/param.ts'
import type { params } from './params.ts'
import { type HealthEvent, happening } from './run/event.ts'

type HealthAct = Act<typeof params, HealthEvent>

const number = (
  label: string,
  help: string,
  min: number,
  max: number,
  value: number,
  group: NumberParam['group'] = 'faults',
): NumberParam => ({ kind: 'number', group, label, help, unit: '', min, max, step: 1, default: value })

const replica = (help: string) => ({ replica: number('Replica', `${help} −1 is any that is in rotation.`, -1, 23, -1) })

const on =
  (type: HealthEvent['type']) =>
  ({ replica: host = -1 }: Readonly<Record<string, number>>): HealthEvent =>
    happening(type, host)

/** What a user does once. A replica that is not named is drawn at random. */
export const acts = {
  burst: {
    label: 'Burst of requests',
    help: 'Many users ask at this very moment.',
    group: 'load',
    icon: 'zap',
    key: '1',
    flag: 'burst of {requests}',
    args: { requests: number('Requests', 'So many at once.', 1, 500, 100, 'load') },
    event: ({ requests = 0 }) => happening('burst', 0, 0, 0, requests),
  },
  cacheDown: {
    label: 'Cache down',
    help: 'Takes the cache down. It is not critical.',
    group: 'faults',
    icon: 'ban',
    key: 'c',
    flag: 'cache down',
    sets: { cache: 'down' },
  },
  slowDb: {
    label: 'Slow the database',
    help: 'Every answer of the database takes 6 s.',
    group: 'faults',
    icon: 'snail',
    key: 's',
    flag: 'database slow',
    sets: { db: 'slow', slowLatency: 6000 },
  },
  dbDown: {
    label: 'Database down',
    help: 'Takes the database down that all services share.',
    group: 'faults',
    icon: 'power',
    key: 'd',
    flag: 'database down',
    sets: { db: 'down' },
  },
  cut: {
    label: 'Cut a service off',
    help: 'One service no longer reaches one dependency; the others do. Here it is Orders and the API.',
    group: 'faults',
    icon: 'unlink',
    key: 'x',
    flag: 'service cut off',
    args: {
      service: number('Service', '0 Auth, 1 Orders, 2 Search; −1 all of them.', -1, 2, 1),
      dependency: number('Dependency', '0 the database, 1 the API, 2 the cache, 3 the queue.', 0, 3, 1),
    },
    event: ({ service = 0, dependency = 0 }) => happening('cut', service, 0, 0, dependency),
  },
  kill: {
    label: 'Kill a process',
    help: 'A process ends. The orchestrator sees it at once, a load balancer with its own checks does not.',
    group: 'faults',
    icon: 'skull',
    key: 'k',
    flag: 'process killed',
    args: replica('Whose process ends.'),
    event: on('kill'),
  },
  hang: {
    label: 'Hang a process',
    help: 'A process answers nobody any more, neither users nor probes. Only a restart helps.',
    group: 'faults',
    icon: 'pause',
    key: 'h',
    flag: 'process hangs',
    args: replica('Whose process hangs.'),
    event: on('hang'),
  },
  leak: {
    label: 'Leak memory',
    help: 'A process has run out of memory: its own check fails, and so do its requests.',
    group: 'faults',
    icon: 'bomb',
    key: 'm',
    flag: 'memory leak',
    args: replica('Whose memory is used up.'),
    event: on('leak'),
  },
  gray: {
    label: 'Gray failure',
    help: 'A process fails its users while all its checks pass.',
    group: 'faults',
    icon: 'triangle-alert',
    key: 'g',
    flag: 'gray failure',
    args: replica('Which replica fails its users.'),
    event: on('gray'),
  },
  restartAll: {
    label: 'Restart all',
    help: 'All processes end at the same moment and start together.',
    group: 'faults',
    icon: 'rotate-ccw',
    key: 'a',
    flag: 'all restarted',
    event: () => happening('restartAll'),
  },
  loseProbes: {
    label: 'Lose probes',
    help: 'Three of ten probes get no answer.',
    group: 'faults',
    icon: 'split',
    key: 'p',
    flag: 'probes lost',
    sets: { probeLoss: 0.3 },
  },
  heal: {
    label: 'Heal',
    help: 'Dependencies and probes are well, cuts end, and what is wrong with running processes is over.',
    group: 'faults',
    icon: 'wrench',
    key: 'w',
    flag: 'healed',
    sets: { db: 'up', api: 'up', cache: 'up', queue: 'up', probeLoss: 0, checkErrors: 0 },
    event: () => happening('heal'),
  },
} as const satisfies Readonly<Record<string, HealthAct>>
