import type { Signal } from '../../../engines/backpressure/queue.ts'

const shapes: Readonly<Record<Signal, string>> = {
  green: 'M7 1a6 6 0 1 0 .01 0Z',
  yellow: 'M7 1 13 13H1Z',
  red: 'M1 1H13V13H1Z',
}

/** A signal as colour and shape. */
export function Lamp({ signal }: { readonly signal: Signal | undefined }) {
  return (
    <svg
      className="pressure-lamp"
      data-signal={signal ?? 'none'}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      role="img"
      aria-label={signal ?? 'listens to no signal'}
    >
      <path d={signal === undefined ? 'M2 7H12' : shapes[signal]} />
    </svg>
  )
}
