import { defineFlow, type FlowEdge } from '../../../machine/flow.ts'

const told = { numbers: ['item', 'fill:share'], rule: 'the buffer is {fill} full', tone: 'caution' } as const
const eased = { ...told, tone: 'fine' } as const
const passed = { numbers: ['item', 'moved', 'size'], rule: '{moved} handed over, {size} there now' } as const

const edges = {
  arrives: { from: 'client', to: 'os', means: 'A client’s request arrives.', ...passed, quiet: true },
  toTcp: { from: 'os', to: 'tcp', means: 'The OS hands it to the socket’s buffer.', ...passed, quiet: true },
  toApplication: {
    from: 'tcp',
    to: 'application',
    means: 'The application reads from its socket.',
    ...passed,
    quiet: true,
  },
  leaves: { from: 'application', to: 'workers', means: 'A worker takes a request.', ...passed, quiet: true },
  applicationSignals: {
    from: 'application',
    to: 'tcp',
    label: 'reads no more',
    means: 'The application’s buffer is past its high mark: it stops reading.',
    ...told,
    says: 'The application’s buffer is {fill} full: it reads no more',
  },
  applicationEases: {
    from: 'application',
    to: 'tcp',
    label: 'reads again',
    means: 'The application’s buffer is below its low mark again: it goes on reading.',
    ...eased,
    says: 'The application’s buffer is {fill} full: it reads again',
  },
  window: {
    from: 'tcp',
    to: 'client',
    label: 'window shrinks',
    means: 'The socket’s buffer is past its high mark: the window closes.',
    ...told,
    says: 'The socket’s buffer is {fill} full: the window closes',
  },
  windowOpens: {
    from: 'tcp',
    to: 'client',
    label: 'window opens',
    means: 'The socket’s buffer is below its low mark again: the window opens.',
    ...eased,
    says: 'The socket’s buffer is {fill} full: the window opens',
  },
  osSignals: {
    from: 'os',
    to: 'client',
    label: 'past the mark',
    means: 'The OS buffer itself fills: clients send more than the window allows, or sent it before it closed.',
    ...told,
    says: 'The OS buffer is {fill} full: what comes in excess will be lost',
  },
  osEases: {
    from: 'os',
    to: 'client',
    label: 'room again',
    means: 'The OS buffer is below its low mark again.',
    ...eased,
    says: 'The OS buffer is {fill} full: room again',
  },
  loses: {
    from: 'os',
    to: 'lost',
    label: 'full',
    means: 'The OS buffer is full: the request is lost without an answer.',
    numbers: ['item', 'size', 'capacity'],
    rule: 'size {size} ≥ capacity {capacity}',
    tone: 'failed',
    quiet: true,
  },
  tooMany: {
    from: 'application',
    to: 'answer429',
    label: 'own limit',
    means: 'The application has read the request of a client that has as many waiting as it may: 429.',
    numbers: ['item', 'own', 'limit'],
    rule: 'items of the client {own} ≥ {limit}',
    tone: 'refused',
    quiet: true,
  },
  overloaded: {
    from: 'application',
    to: 'answer503',
    label: 'overload',
    means: 'The application has read the request and is overloaded, whoever asks: 503.',
    numbers: ['item', 'size', 'capacity'],
    rule: 'past its high mark, or full: {size} of {capacity}',
    tone: 'failed',
    quiet: true,
  },
} as const satisfies Readonly<Record<string, FlowEdge<string>>>

/** The receiving side: slow workers fill the application first, and the pressure goes through TCP to the peer. */
export const inboundFlow = defineFlow({
  title: 'Receiving side: pressure goes from the application through TCP to the peer',
  direction: 'LR',
  subject: 'Item',
  groups: { answers: { label: 'Answers' } },
  nodes: {
    client: { label: 'Clients', means: 'They send while the window is open, or pay no attention.', shape: 'start' },
    os: { label: 'OS<br/>buffer', means: 'What the network card has received.', shape: 'cell' },
    tcp: { label: 'TCP<br/>receive buffer', means: 'What waits for the application to read it.', shape: 'cell' },
    application: { label: 'Application<br/>buffer', means: 'Requests read that wait for a worker.', shape: 'cell' },
    workers: { label: 'Workers', means: 'They serve so many items a second, and no more.', shape: 'end' },
    answer429: { label: '429', means: 'Too Many Requests: this client’s limit.', shape: 'end', group: 'answers' },
    answer503: { label: '503', means: 'Service Unavailable: everybody’s limit.', shape: 'end', group: 'answers' },
    lost: { label: 'Lost', means: 'Nobody answers; the client’s timeout must find out.', shape: 'end', tone: 'failed' },
  },
  edges,
})

/** A step or signal on the receiving side. */
export type InboundEdge = keyof typeof edges
