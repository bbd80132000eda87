import { Dices, Pause, Play, RotateCcw, SkipForward, StepBack, StepForward } from 'lucide-react'
import { useState } from 'react'
import { clock } from '../../units.ts'
import { newSeed, reset } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { SPEEDS, setSpeed, stepEvents, stepTransition, toggle } from '../state/time.ts'

/** Clock, event number, speed, and the buttons that move the run. */
export function Transport({ phone }: { readonly phone: boolean }) {
  return (
    <section className="transport" aria-label="Transport">
      <div className="transport-clock">
        <Clock />
        {!phone && <EventNumber />}
        <Speed />
      </div>
      <div className="transport-buttons">
        <TransportButton label="Step back" hint="Step one event back (,)" onClick={() => stepEvents(-1)}>
          <StepBack size={phone ? 20 : 16} strokeWidth={1.75} aria-hidden />
        </TransportButton>
        <PlayButton size={phone ? 20 : 16} />
        <TransportButton label="Step" hint="Step one event (.)" onClick={() => stepEvents(1)}>
          <StepForward size={phone ? 20 : 16} strokeWidth={1.75} aria-hidden />
        </TransportButton>
        {!phone && (
          <>
            <TransportButton
              label="Step to the next transition"
              hint="Step to the next transition (Shift .)"
              onClick={stepTransition}
            >
              <SkipForward size={16} strokeWidth={1.75} aria-hidden />
            </TransportButton>
            <button
              type="button"
              className="icon-button"
              aria-label="Begin anew"
              data-hint="Begin anew with these settings, without your acts (R)"
              onClick={reset}
            >
              <RotateCcw size={16} strokeWidth={1.75} aria-hidden />
            </button>
            <Seed />
          </>
        )}
      </div>
    </section>
  )
}

interface TransportButtonProps {
  readonly label: string
  readonly hint: string
  readonly onClick: () => void
  readonly children: React.ReactNode
}

function TransportButton({ label, hint, onClick, children }: TransportButtonProps) {
  return (
    <button type="button" className="button step-button" aria-label={label} data-hint={hint} onClick={onClick}>
      {children}
    </button>
  )
}

function PlayButton({ size }: { readonly size: number }) {
  const playing = useSession((state) => state.playing)
  const Icon = playing ? Pause : Play
  return (
    <button
      type="button"
      className="button primary play-button"
      aria-label={playing ? 'Pause' : 'Play'}
      data-hint={playing ? 'Pause (Space)' : 'Play (Space)'}
      onClick={toggle}
    >
      <Icon size={size} strokeWidth={1.75} aria-hidden />
    </button>
  )
}

function Clock() {
  const text = useSession((state) => clock(state.frame?.position.time ?? 0))
  return (
    <output className="clock" data-testid="clock" data-hours={text.length > 9 || undefined} aria-live="off">
      {text}
    </output>
  )
}

/** Above it the number needs the room of its word. */
const LARGEST_WITH_WORD = 9999

/** Half a second of frames that fell behind is worth a word. */
const MOST_LAG = 30

/** The number of the newest event. */
export function EventNumber() {
  const event = useSession((state) => state.frame?.position.event ?? 0)
  const lagging = useSession((state) => state.lag > MOST_LAG)
  const hint = lagging ? 'This run is slower here than the speed you chose' : 'The number of the newest event'
  return (
    <span className="event-number" data-hint={hint} data-lagging={lagging || undefined}>
      <span className={event > LARGEST_WITH_WORD ? 'unseen' : 'event-word'}>event </span>
      <span data-testid="event">{event}</span>
    </span>
  )
}

function Speed() {
  const speed = useSession((state) => state.speed)
  return (
    <select
      className="menu speed"
      aria-label="Speed"
      data-hint="Virtual time per real time ([ and ])"
      value={speed}
      onChange={(event) => setSpeed(Number(event.target.value))}
    >
      {SPEEDS.map((value) => (
        <option key={value} value={value}>
          {value}×
        </option>
      ))}
    </select>
  )
}

/** The largest seed that a link carries exactly. */
const LARGEST_SEED = Number.MAX_SAFE_INTEGER

function Seed() {
  const seed = useSession((state) => state.frame?.scenario.seed ?? 0)
  const [draft, setDraft] = useState<string>()
  const commit = (): void => {
    const typed = draft === undefined || draft.trim() === '' ? Number.NaN : Number(draft)
    setDraft(undefined)
    if (Number.isSafeInteger(typed) && typed >= 0 && typed <= LARGEST_SEED && typed !== seed) newSeed(typed)
  }
  return (
    <span className="seed">
      <button
        type="button"
        className="icon-button"
        aria-label="New seed"
        data-hint="The same situation with other chances"
        onClick={() => newSeed()}
      >
        <Dices size={16} strokeWidth={1.75} aria-hidden />
      </button>
      <label>
        Seed
        <input
          inputMode="numeric"
          value={draft ?? String(seed)}
          style={{ width: `${Math.max(2, (draft ?? String(seed)).length)}ch` }}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Escape') setDraft(undefined)
          }}
        />
      </label>
    </span>
  )
}
