import { Search } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Tone } from '../../machine/part.ts'
import { clock } from '../../units.ts'
import type { LogEntry } from '../../worker/protocol.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import { pin } from '../state/inspection.ts'
import { useSession } from '../state/session.ts'
import { seekEvent } from '../state/time.ts'

/** Rows drawn at most; what is older is found by the filter. */
const MOST_ROWS = 200
/** The list changes at most this often while the run plays. */
const CHANGE_EVERY = 250

const tones: readonly { readonly tone: Tone; readonly label: string }[] = [
  { tone: 'fine', label: 'fine' },
  { tone: 'caution', label: 'caution' },
  { tone: 'failed', label: 'failed' },
  { tone: 'suspect', label: 'suspect' },
]

const kind = (tone: Tone): Tone => (tone === 'refused' ? 'failed' : tone)

/** What happened, newest last; a row goes to its moment. */
export default function Log({ lab }: { readonly lab: AnyLab }) {
  const log = useLog()
  const [typed, setTyped] = useState('')
  const [hidden, setHidden] = useState<readonly Tone[]>([])
  const word = typed.trim().toLowerCase()
  const matching = log.filter(
    ({ text, time, tone }) => !hidden.includes(kind(tone)) && `${clock(time)} ${text}`.toLowerCase().includes(word),
  )
  const present = tones.filter(({ tone }) => log.some((entry) => kind(entry.tone) === tone) || hidden.includes(tone))
  return (
    <div className="log">
      <div className="log-head">
        <label className="log-filter">
          <Search size={14} strokeWidth={1.75} aria-hidden />
          <span className="unseen">Filter the log</span>
          <input type="search" placeholder="Filter" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        {present.map(({ tone, label }) => (
          <button
            key={tone}
            type="button"
            className="log-tone"
            aria-pressed={!hidden.includes(tone)}
            aria-label={`Show ${label}`}
            data-hint={`Show ${label}`}
            onClick={() => setHidden(hidden.includes(tone) ? hidden.filter((own) => own !== tone) : [...hidden, tone])}
          >
            <ToneShape tone={tone} />
          </button>
        ))}
      </div>
      <Rows entries={matching.slice(-MOST_ROWS)} empty={log.length === 0 ? lab.title : undefined} />
    </div>
  )
}

const nothing: readonly LogEntry[] = []

function useLog(): readonly LogEntry[] {
  const [log, setLog] = useState(() => useSession.getState().detail?.log ?? nothing)
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const take = (): void => {
      waiting = undefined
      setLog(useSession.getState().detail?.log ?? nothing)
    }
    const stop = useSession.subscribe((state, before) => {
      if (state.detail !== before.detail) waiting ??= setTimeout(take, state.playing ? CHANGE_EVERY : 0)
    })
    return () => {
      stop()
      clearTimeout(waiting)
    }
  }, [])
  return log
}

function Rows({ entries, empty }: { readonly entries: readonly LogEntry[]; readonly empty: string | undefined }) {
  const pinned = useSession((state) => state.pinned)
  const list = useRef<HTMLOListElement>(null)
  const following = useRef(true)
  const newest = entries.at(-1)
  useLayoutEffect(() => {
    if (following.current && newest) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [newest])
  if (entries.length === 0) {
    return (
      <p className="note log-none">
        {empty === undefined ? 'Nothing matches the filter.' : 'Nothing has happened yet.'}
      </p>
    )
  }
  return (
    <ol
      ref={list}
      className="log-rows"
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
        following.current = scrollTop + clientHeight > scrollHeight - 24
      }}
    >
      {entries.map((entry) => (
        <li key={`${entry.event} ${entry.part}`}>
          <Row entry={entry} current={entry === newest} pinned={entry.part === pinned} />
        </li>
      ))}
    </ol>
  )
}

interface RowProps {
  readonly entry: LogEntry
  readonly current: boolean
  readonly pinned: boolean
}

function Row({ entry: { time, event, part, tone, text }, current, pinned }: RowProps) {
  return (
    <button
      type="button"
      className="log-row"
      data-current={current || undefined}
      data-pinned={pinned || undefined}
      onClick={() => {
        seekEvent(event)
        pin(part, event)
      }}
    >
      <span className="log-time">{clock(time)}</span>
      <ToneShape tone={tone} />
      <span>{text}</span>
    </button>
  )
}
