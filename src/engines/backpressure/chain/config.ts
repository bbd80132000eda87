/**
 * Which way the data goes, and with it the pressure, which always goes against it. `outbound`: application, TCP, OS,
 * network: the exercise's picture, where a slow network fills the sending side from the OS upwards. `inbound`: OS, TCP,
 * application, workers: slow workers fill the receiving side from the application down to the peer's window.
 */
export type Direction = 'outbound' | 'inbound'

/** A buffer of the chain. */
export type Layer = 'application' | 'tcp' | 'os'

/** A buffer as numbers, in items. */
export interface BufferConfig {
  /** Whole, 1 or more; Infinity for a buffer without bound. */
  readonly capacity: number
  /** Above it (>) the buffer tells the one before it to wait. */
  readonly high: number
  /** Below it (<) that one may go on; an empty buffer always says so. */
  readonly low: number
}

/** A chain of buffers as numbers. */
export interface ChainConfig {
  readonly direction: Direction
  readonly layers: Readonly<Record<Layer, BufferConfig>>
  /** Clients: item n is of client n modulo this. */
  readonly clients: number
  /** Items of one client in the application's buffer from which on (≥) it is told 429. */
  readonly ownLimit: number
  /**
   * Whether the application answers 429 and 503, or only stops taking in: then its writers block, or what it does not
   * read stays with TCP.
   */
  readonly answers: boolean
  /** Whether a buffer that is told to wait does so, or hands over until the next one is full. */
  readonly obeys: boolean
}

const data: Readonly<Record<Direction, readonly [Layer, Layer, Layer]>> = {
  outbound: ['application', 'tcp', 'os'],
  inbound: ['os', 'tcp', 'application'],
}

/** The buffers in the order in which data passes them. */
export const layersOf = (direction: Direction): readonly [Layer, Layer, Layer] => data[direction]

/** The fill levels of the exercise's picture: where each buffer begins to press. */
export const pictured: Readonly<Record<Layer, number>> = { application: 0.7, tcp: 0.85, os: 0.95 }

/** A buffer that presses above a share of its capacity, and until it is below three quarters of that. */
export const pressingAbove = (capacity: number, share: number): BufferConfig => ({
  capacity,
  high: Math.round(capacity * share),
  low: Math.round(capacity * share * 0.75),
})
