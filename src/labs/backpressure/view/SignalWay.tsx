import { duration, number } from '../../../units.ts'
import { Lamp } from './Lamp.tsx'
import type { Picture } from './picture.ts'

const signals = ['green', 'yellow', 'red'] as const

/** The way of the signal from the queue back to the producers, with what is on it. */
export function SignalWay({ picture: { flying, producers, signal, system } }: { readonly picture: Picture }) {
  const listening = producers.filter(({ heard }) => heard !== undefined)
  const told = listening.filter(({ heard }) => heard === signal).length
  const next = flying[0]
  return (
    <section className="pressure-signal" aria-label="Signal">
      <p>
        <Lamp signal={signal} /> <b>{signal}</b>
        {system === 'inbound'
          ? ' to the application'
          : next
            ? ` on its way, ${duration(Math.ceil(next.left))} left`
            : ''}
        {system !== 'inbound' &&
          !next &&
          listening.length > 0 &&
          `, ${number(told)} of ${number(listening.length)} know`}
      </p>
      <div className="pressure-way" aria-hidden>
        {system !== 'inbound' &&
          flying.map(({ left, signal: sent, way }) => (
            <span key={left} style={{ insetInlineEnd: `${way * 100}%` }}>
              <Lamp signal={signals[sent]} />
            </span>
          ))}
      </div>
    </section>
  )
}
