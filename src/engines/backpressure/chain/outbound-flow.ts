import { defineFlow, type FlowEdge } from '../../../machine/flow.ts'

const told = { numbers: ['item', 'fill:share'], rule: 'the buffer is {fill} full', tone: 'caution' } as const
const eased = { ...told, tone: 'fine' } as const
const passed = { numbers: ['item', 'moved', 'size'], rule: '{moved} handed over, {size} there now' } as const

const edges = {
  sends: {
    from: 'client',
    to: 'application',
    means: 'A client’s request joins what the application has to send.',
    ...passed,
    quiet: true,
  },
  toTcp: {
    from: 'application',
    to: 'tcp',
    means: 'The application writes to its socket.',
    ...passed,
    quiet: true,
  },
  toOs: { from: 'tcp', to: 'os', means: 'TCP hands segments to the OS.', ...passed, quiet: true },
  leaves: { from: 'os', to: 'network', means: 'The network takes an item.', ...passed, quiet: true },
  osSignals: {
    from: 'os',
    to: 'tcp',
    label: 'wait',
    means: 'The OS buffer is past its high mark: TCP waits.',
    ...told,
    says: 'The OS buffer is {fill} full: TCP waits',
  },
  osEases: {
    from: 'os',
    to: 'tcp',
    label: 'go on',
    means: 'The OS buffer is below its low mark again: TCP goes on.',
    ...eased,
    says: 'The OS buffer is {fill} full: TCP goes on',
  },
  tcpSignals: {
    from: 'tcp',
    to: 'application',
    label: 'wait',
    means: 'TCP’s buffer is past its high mark: writes block.',
    ...told,
    says: 'TCP’s buffer is {fill} full: the application waits',
  },
  tcpEases: {
    from: 'tcp',
    to: 'application',
    label: 'go on',
    means: 'TCP’s buffer is below its low mark again: writes go on.',
    ...eased,
    says: 'TCP’s buffer is {fill} full: the application goes on',
  },
  slowsDown: {
    from: 'application',
    to: 'client',
    label: 'slow down',
    means: 'The application’s buffer is past its high mark: clients are to wait.',
    ...told,
    says: 'The application’s buffer is {fill} full: clients are to wait',
  },
  speedsUp: {
    from: 'application',
    to: 'client',
    label: 'go on',
    means: 'The application’s buffer is below its low mark again: clients may go on.',
    ...eased,
    says: 'The application’s buffer is {fill} full: clients may go on',
  },
  tooMany: {
    from: 'application',
    to: 'answer429',
    label: 'own limit',
    means: 'This client has as many items waiting as it may: 429, with the time to wait.',
    numbers: ['item', 'own', 'limit'],
    rule: 'items of the client {own} ≥ {limit}',
    tone: 'refused',
    quiet: true,
  },
  overloaded: {
    from: 'application',
    to: 'answer503',
    label: 'overload',
    means: 'The application itself is overloaded, whoever asks: 503, with the time to wait.',
    numbers: ['item', 'size', 'capacity'],
    rule: 'past its high mark, or full: {size} of {capacity}',
    tone: 'failed',
    quiet: true,
  },
} as const satisfies Readonly<Record<string, FlowEdge<string>>>

/** The sending side: a slow network fills the OS first, and the pressure climbs to the clients. */
export const outboundFlow = defineFlow({
  title: 'Sending side: pressure climbs from the OS to the clients',
  direction: 'LR',
  subject: 'Item',
  groups: { answers: { label: 'Answers' } },
  nodes: {
    client: { label: 'Clients', means: 'They send requests, and may slow down when told.', shape: 'start' },
    application: { label: 'Application<br/>buffer', means: 'What the application has to send.', shape: 'cell' },
    tcp: { label: 'TCP<br/>send buffer', means: 'What TCP has taken over from the application.', shape: 'cell' },
    os: { label: 'OS<br/>buffer', means: 'What waits for the network card.', shape: 'cell' },
    network: { label: 'Network', means: 'It takes so many items a second, and no more.', shape: 'end' },
    answer429: { label: '429', means: 'Too Many Requests: this client’s limit.', shape: 'end', group: 'answers' },
    answer503: { label: '503', means: 'Service Unavailable: everybody’s limit.', shape: 'end', group: 'answers' },
  },
  edges,
})

/** A step or signal on the sending side. */
export type OutboundEdge = keyof typeof edges
