import type { Cause } from '../../worker/protocol.ts'
import { FlagShape, ToneShape } from '../controls/ToneShape.tsx'
import { TimeLink } from './TimeLink.tsx'

/** The causes of a part, oldest first; an act of one's own carries its flag. */
export function Chain({ chain }: { readonly chain: readonly Cause[] }) {
  return (
    <section className="guide-section">
      <h4>
        What led to it <span className="head-note">{chain.length === 1 ? '1 cause' : `${chain.length} causes`}</span>
      </h4>
      <ol className="chain">
        {chain.map(({ time, event, act, tone, text, note }) => (
          <li key={`${event} ${text}`}>
            <span className="chain-mark">{act ? <FlagShape /> : <ToneShape tone={tone} />}</span>
            <span className="chain-text">
              <Emphasised act={act} text={text} />
              {note !== undefined && <small>{note}</small>}
            </span>
            <TimeLink time={time} event={event} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Emphasised({ act, text }: { readonly act: boolean; readonly text: string }) {
  const own = act && text.startsWith('You ')
  return own ? (
    <span>
      <b>You</b>
      {text.slice(3)}
    </span>
  ) : (
    <span>{text}</span>
  )
}
