import type { Act } from '../../lab/lab.ts'
import type { NumberParam } from '../../lab/param.ts'
import type { params } from './params.ts'
import { happening, type LockEvent, type LockEventType } from './run/event.ts'
import { ACQUIRE, EXTEND, RELEASE, WRITE } from './run/kinds.ts'

type LockAct = Act<typeof params, LockEvent>

const client: NumberParam = {
  kind: 'number',
  group: 'faults',
  label: 'Client',
  help: '0 is the holder of lock 1, or the next one to hold it.',
  unit: '',
  min: 0,
  max: 16,
  step: 1,
  default: 0,
}

const span = (label: string, help: string, standing: number): NumberParam => ({
  kind: 'number',
  group: 'faults',
  label,
  help,
  unit: 'ms',
  min: 0,
  max: 20_000,
  step: 10,
  default: standing,
})

const to =
  (type: LockEventType) =>
  ({ client: named = 0, time = 0 }: Readonly<Record<string, number>>): LockEvent =>
    happening(type, { client: named, time })

const mishap =
  (kind: number) =>
  ({ late = 0 }: Readonly<Record<string, number>>): LockEvent =>
    happening('mishap', { kind, time: late })

/** What a user does once. */
export const acts = {
  everybody: {
    label: 'Everybody at once',
    help: 'All clients that have nothing to do want a lock at this very moment.',
    group: 'load',
    icon: 'users',
    key: '1',
    flag: 'everybody at once',
    event: () => happening('everybody'),
  },
  pause: {
    label: 'Pause the holder',
    help: 'The holder of lock 1 stands still, as in a garbage collection; if nobody holds it, the next holder does.',
    group: 'faults',
    icon: 'pause',
    key: 'p',
    flag: 'pause of {time}',
    args: { client, time: span('For', 'How long it stands still.', 3500) },
    event: to('pause'),
  },
  crash: {
    label: 'Crash the holder',
    help: 'The holder of lock 1 crashes. What it holds stays held until the TTL is over.',
    group: 'faults',
    icon: 'skull',
    key: 'k',
    flag: 'crash',
    args: { client },
    event: to('crash'),
  },
  cut: {
    label: 'Cut off the holder',
    help: 'The holder no longer reaches the service, nor the service it. The storage it still reaches.',
    group: 'faults',
    icon: 'unlink',
    key: 'c',
    flag: 'cut off',
    args: { client },
    event: to('cut'),
  },
  heal: {
    label: 'Heal the network',
    help: 'Everybody reaches everybody again.',
    group: 'faults',
    icon: 'link-2',
    key: 'h',
    flag: 'healed',
    event: () => happening('heal'),
  },
  loseRequest: {
    label: 'Lose a request',
    help: 'The next request for a lock never arrives: with five nodes, the one to node 1.',
    group: 'faults',
    icon: 'ban',
    key: 'q',
    flag: 'request lost',
    event: () => happening('mishap', { kind: ACQUIRE }),
  },
  loseRelease: {
    label: 'Lose a release',
    help: 'The next release never arrives, or comes late.',
    group: 'faults',
    icon: 'minus',
    key: 'l',
    flag: 'release lost or late',
    args: { late: span('Late by', '0 loses it.', 0) },
    event: mishap(RELEASE),
  },
  delayRenewal: {
    label: 'Delay a heartbeat',
    help: 'The next heartbeat comes late: after the TTL is over, it comes in vain.',
    group: 'faults',
    icon: 'hourglass',
    key: 'e',
    flag: 'heartbeat late by {late}',
    args: { late: span('Late by', 'How much later than usual it arrives.', 2000) },
    event: mishap(EXTEND),
  },
  delayWrite: {
    label: 'Delay a write',
    help: 'The next write spends this time in the network: the client need not pause to be late.',
    group: 'faults',
    icon: 'snail',
    key: 'w',
    flag: 'write late by {late}',
    args: { late: span('Late by', 'How much later than usual it arrives.', 3500) },
    event: mishap(WRITE),
  },
  step: {
    label: 'Clock jump',
    help: 'Wall clocks of service nodes jump forward. Where the TTL runs on monotonic clocks, nothing happens.',
    group: 'faults',
    icon: 'clock',
    key: 'j',
    flag: 'clocks of {nodes} nodes jump',
    args: {
      nodes: {
        kind: 'number',
        group: 'faults',
        label: 'Nodes',
        help: 'So many nodes of the service, the last ones first.',
        unit: '',
        min: 0,
        max: 5,
        step: 1,
        default: 2,
      },
      by: {
        kind: 'number',
        group: 'faults',
        label: 'By',
        help: 'Forward, or back below 0.',
        unit: 'ms',
        min: -60_000,
        max: 60_000,
        step: 10,
        default: 10_000,
      },
      client: { ...client, help: 'A client whose clock jumps too; 0 none.' },
    },
    event: ({ nodes = 0, by = 0, client: named = 0 }) => happening('step', { server: nodes, time: by, client: named }),
  },
  restart: {
    label: 'Restart the service',
    help: 'Node 1 restarts and has forgotten its locks; a store of leases changes its leader, and they begin anew.',
    group: 'faults',
    icon: 'rotate-ccw',
    key: 'f',
    flag: 'service restarted',
    event: () => happening('forget'),
  },
} as const satisfies Readonly<Record<string, LockAct>>
