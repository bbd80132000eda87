import { clock } from '../../units.ts'
import type { Lamp } from '../../worker/protocol.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import { useSession } from '../state/session.ts'
import { seekEvent } from '../state/time.ts'
import { EventNumber } from './Transport.tsx'

const none: readonly Lamp[] = []

/** The promises checked after every event; on a phone one line for all. */
export function Lamps({ phone }: { readonly phone: boolean }) {
  const lamps = useSession((state) => state.detail?.lamps ?? none)
  const broken = lamps.filter(({ state }) => state === 'broken')
  if (phone && broken.length === 0) {
    const holding = lamps.filter(({ state }) => state === 'holds').length
    return (
      <section className="lamps" aria-label="Invariants">
        <span className="lamp" data-state="holds">
          <LampMark state="holds" />
          {holding} of {lamps.length} invariants hold{holding < lamps.length && ', the rest not checked'}
        </span>
        <EventNumber />
      </section>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="lamps" aria-label="Invariants" tabIndex={0}>
      <ul>
        {(phone ? broken : lamps).map((lamp) => (
          <LampRow key={lamp.key} lamp={lamp} />
        ))}
      </ul>
    </section>
  )
}

const words: Readonly<Record<Lamp['state'], string>> = { holds: 'holds', broken: 'broken', unchecked: 'not checked' }

function LampRow({ lamp: { label, state, since, note } }: { readonly lamp: Lamp }) {
  return (
    <li className="lamp" data-state={state} data-hint={state === 'unchecked' ? note : undefined}>
      <LampMark state={state} />
      <span className="unseen">{words[state]}: </span>
      <span className="lamp-text">
        {label}
        {state === 'unchecked' && <span className="unseen">: {note}</span>}
      </span>
      {since && (
        <button type="button" className="time-link" onClick={() => seekEvent(since.event)}>
          {clock(since.time)}
        </button>
      )}
    </li>
  )
}

function LampMark({ state }: { readonly state: Lamp['state'] }) {
  if (state === 'broken') return <ToneShape tone="failed" />
  if (state === 'unchecked') return <ToneShape tone="idle" />
  return (
    <svg className="lamp-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden>
      <circle cx="6" cy="6" r="5.500" />
      <path d="m3.500 6.200 1.800 1.700 3.200-3.500" />
    </svg>
  )
}
