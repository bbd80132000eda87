import { ArrowRight, PinOff } from 'lucide-react'
import { useEffect } from 'react'
import type { AnyLab, Evidence } from '../../lab/lab.ts'
import type { Why as Answer } from '../../worker/protocol.ts'
import { SwitchControl } from '../controls/SwitchControl.tsx'
import { ToneShape } from '../controls/ToneShape.tsx'
import { askAgain, toggleBreakpoint, unpin } from '../state/inspection.ts'
import { useSession } from '../state/session.ts'
import { seekEvent } from '../state/time.ts'
import { Chain } from './Chain.tsx'
import { PartList } from './PartList.tsx'
import { type End, type PartWords, partWords } from './part-words.ts'
import { TimeLink } from './TimeLink.tsx'

/** While the run plays, the answer is asked for again this often. */
const ASK_EVERY = 1000

/** Why the pinned part was taken: the rule with its numbers, the chain back to an act, and what it has caused. */
export default function Why({ lab }: { readonly lab: AnyLab }) {
  const pinned = useSession((state) => state.pinned)
  const words = pinned === undefined ? undefined : partWords(lab, pinned)
  useAsking()
  if (pinned === undefined || !words) return <PartList lab={lab} />
  return (
    <>
      <Subject name={pinned} words={words} />
      <Reasons words={words} />
      <section className="guide-section">
        <BreakpointSwitch name={pinned} />
      </section>
    </>
  )
}

function useAsking(): void {
  const playing = useSession((state) => state.playing)
  const event = useSession((state) => (state.playing ? -1 : (state.frame?.position.event ?? -1)))
  useEffect(() => {
    if (!playing) return undefined
    const timer = setInterval(askAgain, ASK_EVERY)
    return () => clearInterval(timer)
  }, [playing])
  useEffect(() => {
    if (event >= 0) askAgain()
  }, [event])
}

function Subject({ name, words }: { readonly name: string; readonly words: PartWords }) {
  const count = useSession((state) => state.frame?.counts[words.number] ?? 0)
  const last = useSession((state) => state.frame?.lastTime[words.number] ?? Number.NaN)
  const event = useSession((state) => state.frame?.lastEvent[words.number] ?? 0)
  const times =
    count === 0 ? 'Never taken up to here.' : count === 1 ? 'Taken once, at ' : `Taken ${count} times, last at `
  return (
    <section className="guide-section" data-part={name}>
      <h3 className="why-subject">
        <EndBadge end={words.from} />
        <ArrowRight size={16} strokeWidth={1.75} aria-label="to" />
        <EndBadge end={words.to} />
        <button type="button" className="icon-button" aria-label="Unpin" data-hint="Show all parts" onClick={unpin}>
          <PinOff size={16} strokeWidth={1.75} aria-hidden />
        </button>
      </h3>
      <p className="why-means">
        {times}
        {count > 0 && <TimeLink time={last} event={event} />}
        {count > 0 && '. '} {words.text.means}
      </p>
    </section>
  )
}

function EndBadge({ end: { label, tone } }: { readonly end: End }) {
  return (
    <span className="badge" data-tone={tone}>
      <ToneShape tone={tone} />
      {label}
    </span>
  )
}

function Reasons({ words }: { readonly words: PartWords }) {
  const why = useSession((state) => state.why)
  if (!why?.taken || words.number < 0) return null
  const { rule, evidence, chain, sinceThen } = why.taken
  return (
    <>
      {rule && <Rule rule={rule} evidence={evidence} />}
      {chain.length > 0 && <Chain chain={chain} />}
      {sinceThen.length > 0 && (
        <section className="guide-section">
          <h4>Since then</h4>
          <dl className="facts-list">
            {sinceThen.map(([label, text]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}

interface RuleProps {
  readonly rule: NonNullable<NonNullable<Answer['taken']>['rule']>
  readonly evidence: Evidence | undefined
}

function Rule({ rule, evidence }: RuleProps) {
  return (
    <section className="guide-section">
      <h4>
        Rule, with its numbers <span className="held">held</span>
      </h4>
      <div className="rule">
        <div>{rule.names}</div>
        <div>
          {rule.numbers.split(/(\d[\d.,]*)/).map((piece, i) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name than their place
            i % 2 === 1 ? <b key={i}>{piece}</b> : piece,
          )}
        </div>
      </div>
      {evidence && (
        <>
          <ul className="evidence" style={columns(evidence.items.length)}>
            {evidence.items.map(({ label, tone, event }) => (
              <li key={`${label} ${event}`}>
                <button type="button" data-tone={tone} onClick={() => seekEvent(event)}>
                  <ToneShape tone={tone} />
                  {label}
                </button>
              </li>
            ))}
          </ul>
          <p className="note">{evidence.title}</p>
        </>
      )}
    </section>
  )
}

/** Badges beside each other; rows are filled evenly. */
const MOST_COLUMNS = 8

const columns = (count: number): React.CSSProperties =>
  ({ '--columns': Math.ceil(count / Math.max(1, Math.ceil(count / MOST_COLUMNS))) }) as React.CSSProperties

function BreakpointSwitch({ name }: { readonly name: string }) {
  const on = useSession((state) => state.breakpoints.includes(name))
  return (
    <SwitchControl
      label={
        <>
          <span className="breakpoint-mark" data-on={on || undefined} /> Pause before this
        </>
      }
      keyCap="B"
      on={on}
      onChange={() => toggleBreakpoint(name)}
    />
  )
}
