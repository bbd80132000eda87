import { number } from '../../../units.ts'
import type { Picture } from './picture.ts'

/** The buffers of application, TCP and OS in the order in which items pass them. */
export function Buffers({ picture }: { readonly picture: Picture }) {
  const { buffers, networkRate, system } = picture
  return (
    <section className="pressure-station pressure-buffers" aria-label="Buffers">
      <h2>{system === 'outbound' ? 'Sending side' : 'Receiving side'}</h2>
      <ol>
        {buffers.map(({ name, pressing, room, size }) => (
          <li key={name} data-pressing={pressing || undefined}>
            <span>
              {name} <b>{number(size)}</b> of {number(room)}
            </span>
            <i aria-hidden>
              <i style={{ inlineSize: `${Math.min(100, (size / room) * 100)}%` }} />
            </i>
            <small>{pressing ? 'presses back' : 'takes items'}</small>
          </li>
        ))}
      </ol>
      {system === 'outbound' && <p>the network takes {number(networkRate)}/s</p>}
    </section>
  )
}
