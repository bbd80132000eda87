import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const layered = (params: Given): boolean => params['system'] !== 'queue'

/** The buffers of application, TCP and OS, before the queue or behind it. */
export const buffers = {
  system: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Levels',
    help: 'Whether the queue stands alone, or has the buffers of application, TCP and OS behind or before it.',
    as: 'menu',
    default: 'queue',
    restarts: true,
    options: {
      queue: { label: 'The queue alone', help: 'Producers, one queue, consumers.' },
      outbound: {
        label: 'Sending side: buffers behind it',
        help: 'Consumers write to a network. A slow one fills OS, TCP and application, and then the queue.',
      },
      inbound: {
        label: 'Receiving side: buffers before it',
        help: 'Producers reach the queue through OS, TCP and application. A full queue closes TCP’s window.',
      },
    },
  },
  bufferSize: {
    kind: 'number',
    group: 'mechanism',
    label: 'Room of each buffer',
    help: 'Items that each of the three holds. They press at 70%, 85% and 95% of it.',
    unit: '',
    min: 1,
    max: 200,
    step: 1,
    default: 20,
    scale: 'log',
    restarts: true,
    shownWhen: layered,
  },
  obeys: {
    kind: 'switch',
    group: 'mechanism',
    label: 'Levels wait when told',
    help: 'Off, each hands over until the next one is full.',
    default: true,
    shownWhen: layered,
  },
  answers: {
    kind: 'switch',
    group: 'mechanism',
    label: 'Answers 429 and 503',
    help: 'The application refuses: 429 for a client’s own limit, 503 for overload. Off, it only stops taking in.',
    default: false,
    restarts: true,
    shownWhen: layered,
  },
  ownLimit: {
    kind: 'number',
    group: 'mechanism',
    label: 'Own limit of a client',
    help: 'A producer that has so many items in the application’s buffer is told 429.',
    unit: '',
    min: 1,
    max: 200,
    step: 1,
    default: 6,
    scale: 'log',
    shownWhen: (params: Given) => layered(params) && params['answers'] === true,
  },
} as const satisfies Params
