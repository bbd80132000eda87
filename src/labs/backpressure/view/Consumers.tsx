import { number } from '../../../units.ts'
import type { Picture } from './picture.ts'

const words = { up: '', slow: 'slow', stopped: 'stopped' } as const

/** Who empties the queue, and what became of the items. */
export function Consumers({ picture }: { readonly picture: Picture }) {
  const { busy, consumerState, consumers, limit, lost, served } = picture
  const places = Array.from({ length: consumers }, (_, place) => place)
  return (
    <section className="pressure-station pressure-consumers" aria-label="Consumers">
      <h2>
        {consumers === 1 ? 'Consumer' : 'Consumers'} <em data-state={consumerState}>{words[consumerState]}</em>
      </h2>
      <div className="pressure-places" aria-hidden>
        {places.map((place) => (
          <i key={place} data-busy={place < busy || undefined} />
        ))}
      </div>
      <dl>
        <div>
          <dt>at work</dt>
          <dd>
            <b>{number(busy)}</b> of {number(consumers)}
          </dd>
        </div>
        {!Number.isNaN(limit) && (
          <div>
            <dt>limit</dt>
            <dd>
              <b>{number(limit)}</b>
            </dd>
          </div>
        )}
        <div>
          <dt>served</dt>
          <dd>
            <b>{number(served)}</b>
          </dd>
        </div>
        <div data-tone={lost > 0 ? 'failed' : undefined}>
          <dt>lost</dt>
          <dd>
            <b>{number(lost)}</b>
          </dd>
        </div>
      </dl>
    </section>
  )
}
