/** What a storage made of a write. */
export type Verdict = 'accepted' | 'rejected' | 'conflict'

/** The sign of a verdict around a point. */
export function VerdictMark({ verdict, x, y }: { readonly verdict: Verdict; readonly x: number; readonly y: number }) {
  return (
    <g className="verdict" data-verdict={verdict} transform={`translate(${x} ${y})`}>
      {verdict === 'accepted' && <circle r="4.5" />}
      {verdict === 'rejected' && <path className="cross" d="M-4.5-4.5 4.5 4.5M-4.5 4.5 4.5-4.5" />}
      {verdict === 'conflict' && (
        <>
          <rect x="-6" y="-6" width="12" height="12" rx="1" />
          <path className="cross" d="M-2.5-2.5 2.5 2.5M-2.5 2.5 2.5-2.5" />
        </>
      )}
    </g>
  )
}

const verdicts: readonly (readonly [Verdict, string])[] = [
  ['accepted', 'write accepted'],
  ['rejected', 'write rejected'],
  ['conflict', 'stale write accepted: conflict'],
]

const bars: readonly (readonly [string, string])[] = [
  ['believes', 'believes to hold'],
  ['granted', 'holds in truth'],
  ['waits', 'waits'],
  ['paused', 'stands still'],
]

/** What bars and marks mean. */
export function Legend() {
  return (
    <ul className="lock-legend">
      {bars.map(([name, text]) => (
        <li key={name}>
          <svg viewBox="0 0 18 12" width="18" height="12" aria-hidden>
            <g className={`bar ${name}`}>
              <rect
                x="0"
                y={name === 'granted' ? 6 : name === 'waits' ? 4 : 0}
                width="18"
                height={name === 'granted' ? 5 : name === 'waits' ? 4 : 12}
                rx="1"
              />
            </g>
          </svg>
          {text}
        </li>
      ))}
      {verdicts.map(([verdict, text]) => (
        <li key={verdict}>
          <svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden>
            <VerdictMark verdict={verdict} x={0} y={0} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}
