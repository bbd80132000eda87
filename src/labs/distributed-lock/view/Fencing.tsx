import type { Fencing as Picture } from '../reading/fencing.ts'
import type { Stretch, Written } from '../reading/timeline.ts'
import { BELIEVES, PASSED_CHECKED, PAUSED, STALE } from '../run/spans.ts'
import { rowHeights, type Scale, scaled, TOP } from './axis.ts'
import { Axis, Row } from './Bars.tsx'
import { Legend, type Verdict, VerdictMark } from './Marks.tsx'
import { useWidth } from './surface.ts'

const stories: Readonly<Record<Picture['story'], string>> = {
  none:
    'The same clients and writes before two storages. Pause the holder for longer than its TTL and ' +
    'watch its write.',
  coming: 'A holder stands still. Its TTL runs on, and it knows nothing of it.',
  told: 'The same stale write before two storages.',
}

const rules: Readonly<Record<Picture['rule'], string>> = {
  none: 'Storage that rejects tokens lower than the highest written',
  maxSeen: 'Storage that rejects tokens lower than the highest written',
  stamped: 'Storage that compares tokens; new holders stamp it first',
  published: 'Storage that compares tokens; the service tells it of new ones',
}

/** The same pause twice: unsafe without the token check, safe with it. */
export function Fencing({ data }: { readonly data: unknown }) {
  const { place, width } = useWidth()
  const picture = data as Picture
  return (
    <div className="lock-picture" ref={place}>
      <p className="lock-story">{stories[picture.story]}</p>
      {width > 0 && (
        <>
          <Lane picture={picture} width={width} checked={false} title="Unsafe: storage that does not look at tokens" />
          <Lane
            picture={picture}
            width={width}
            checked
            title={picture.tokens ? rules[picture.rule] : 'Five nodes give no tokens: there is nothing to compare'}
          />
        </>
      )}
      <Legend />
    </div>
  )
}

const verdictOf = ({ fate }: Written, checked: boolean): Verdict => {
  if (checked && (fate & PASSED_CHECKED) === 0) return 'rejected'
  return (fate & STALE) !== 0 ? 'conflict' : 'accepted'
}

interface LaneProps {
  readonly picture: Picture
  readonly width: number
  readonly checked: boolean
  readonly title: string
}

function Lane({ checked, picture, title, width }: LaneProps) {
  const { clients, from, now, stretches, to, tokens, writes } = picture
  const x = scaled(from, to, width)
  const { bar, row } = rowHeights(clients.length, 96, 32)
  const storage = TOP + clients.length * row + bar / 2 + 6
  const bottom = storage + 14
  // Stale writes last, so that nothing lies on their marks.
  const shown = writes
    .filter(({ client }) => clients.includes(client))
    .sort((a, b) => (a.fate & STALE) - (b.fate & STALE))
  const outcome = shown.filter(({ fate }) => (fate & STALE) !== 0).map((write) => verdictOf(write, checked))
  return (
    <section className="lock-lane" data-unsafe={outcome.includes('conflict') || undefined}>
      <h2>
        {title}
        <Outcome verdicts={outcome} />
      </h2>
      <svg className="lock-chart" width={width} height={bottom} aria-hidden>
        <Axis from={from} to={to} now={now} x={x} width={width} top={TOP} bottom={bottom} />
        {clients.map((client, index) => (
          <Row
            key={client}
            name={`Client ${client}`}
            y={TOP + index * row}
            bar={bar}
            x={x}
            stretches={stretches.filter((stretch) => stretch.client === client)}
            words={(stretch) => wordsOf(stretch, tokens)}
          />
        ))}
        <text className="who" x={12} y={storage}>
          Storage
        </text>
        <path className="ground" d={`M${x(from)} ${storage}H${x(to)}`} />
        {shown.map((write) => (
          <Write
            key={`${write.client} ${write.at}`}
            write={write}
            verdict={verdictOf(write, checked)}
            from={TOP + clients.indexOf(write.client) * row + bar}
            to={storage}
            x={x}
            tokens={tokens}
          />
        ))}
      </svg>
    </section>
  )
}

function wordsOf({ token, what }: Stretch, tokens: boolean): readonly [long: string, short: string] {
  if (what === PAUSED) return ['stands still', '']
  if (what !== BELIEVES) return ['', '']
  return tokens ? [`token ${token}`, `${token}`] : ['holds', '']
}

function Outcome({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  if (verdicts.length === 0) return null
  const bad = verdicts.includes('conflict')
  return <b data-tone={bad ? 'failed' : 'fine'}>{bad ? 'stale write accepted' : 'stale write rejected'}</b>
}

interface WriteProps {
  readonly write: Written
  readonly verdict: Verdict
  readonly from: number
  readonly to: number
  readonly x: Scale
  readonly tokens: boolean
}

function Write({ from, to, tokens, verdict, write, x }: WriteProps) {
  const at = x(write.at)
  return (
    <g className="way" data-verdict={verdict}>
      <path d={`M${x(write.sentAt)} ${from}L${at} ${to}`} />
      <VerdictMark verdict={verdict} x={at} y={to} />
      {tokens && write.token > 0 && (
        <text x={at + 9} y={to + (verdict === 'accepted' ? -8 : 8)}>
          {write.token}
        </text>
      )}
    </g>
  )
}
