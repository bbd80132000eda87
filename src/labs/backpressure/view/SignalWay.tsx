import { duration, number } from '../../../units.ts'
import { Lamp } from './Lamp.tsx'
import type { Picture } from './picture.ts'

const signals = ['green', 'yellow', 'red'] as const

/** What producers are told, and how far it has come. */
function state({ flying, producers, signal, system, windowClosed }: Picture): string {
  const next = flying[0]
  if (next) return `on its way, ${duration(Math.ceil(next.left))} left`
  const told = windowClosed ? 'red' : system === 'inbound' ? 'green' : signal
  const listening = producers.filter(({ heard }) => heard !== undefined)
  const know = listening.filter(({ heard }) => heard === told).length
  return listening.length === 0 ? 'nobody listens' : `${number(know)} of ${number(listening.length)} know`
}

/** The way of the signal back to the producers, with what is on it. */
export function SignalWay({ picture }: { readonly picture: Picture }) {
  const { flying, signal, system, windowClosed } = picture
  const told = system !== 'inbound' ? signal : windowClosed ? 'red' : 'green'
  const name = system !== 'inbound' ? signal : windowClosed ? 'window closed' : 'window open'
  return (
    <section className="pressure-signal" aria-label="Signal">
      <p>
        <Lamp signal={told} /> <b>{name}</b>, {state(picture)}
      </p>
      <div className="pressure-way" aria-hidden>
        {flying.map(({ number: key, signal: sent, way }) => (
          <span key={key} style={{ insetInlineEnd: `${way * 100}%` }}>
            <Lamp signal={signals[sent]} />
          </span>
        ))}
      </div>
    </section>
  )
}
