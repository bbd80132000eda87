import { clock } from '../../../units.ts'
import type { Stretch, Timeline, Written } from '../reading/timeline.ts'
import { BELIEVES, DOWN, GRANTED, HELD, PAUSED, STALE, STORED } from '../run/spans.ts'
import { rowHeights, type Scale, scaled, TOP } from './axis.ts'
import { Axis, Row } from './Bars.tsx'
import { Legend, type Verdict, VerdictMark } from './Marks.tsx'
import { useWidth } from './surface.ts'

/** Who held which lock over the last seconds: in truth, and in each client's belief. */
export function Holders({ data }: { readonly data: unknown }) {
  const { place, width } = useWidth()
  return (
    <div className="lock-picture" ref={place}>
      {width > 0 && <Chart timeline={data as Timeline} width={width} />}
    </div>
  )
}

const verdictOf = ({ fate }: Written): Verdict =>
  (fate & STORED) === 0 ? 'rejected' : (fate & STALE) !== 0 ? 'conflict' : 'accepted'

/** Room for all rows, in CSS pixels. */
const ROOM = 300
/** On a phone there is less. */
const NARROW = 520

function wordsOf(
  { resource, token, what }: Stretch,
  tokens: boolean,
  resources: number,
): readonly [long: string, short: string] {
  if (what === PAUSED) return ['stands still', '']
  if (what === DOWN) return ['down', '']
  if (what !== BELIEVES) return ['', '']
  const lock = resources > 1 ? `lock ${resource + 1}` : ''
  const shown = tokens && token > 0 ? `${token}` : ''
  return [[lock, shown].join(' ').trim(), shown]
}

function Chart({ timeline, width }: { readonly timeline: Timeline; readonly width: number }) {
  const { clients, from, now, resources, stretches, to, tokens, writes } = timeline
  const x = scaled(from, to, width)
  const locks = Array.from({ length: resources }, (_, resource) => resource)
  const { bar, row } = rowHeights(resources + clients.length + 1, width < NARROW ? 170 : ROOM, 44)
  const clientsTop = TOP + resources * row + 6
  const storage = clientsTop + clients.length * row + bar / 2
  const bottom = storage + 16
  return (
    <>
      <svg className="lock-chart" width={width} height={bottom} aria-hidden>
        <Axis from={from} to={to} now={now} x={x} width={width} top={TOP} bottom={bottom} />
        {locks.map((resource) => (
          <Row
            key={resource}
            name={`Lock ${resource + 1}`}
            y={TOP + resource * row}
            bar={bar}
            x={x}
            stretches={stretches.flatMap((stretch) =>
              stretch.what === GRANTED && stretch.resource === resource ? [{ ...stretch, what: HELD }] : [],
            )}
            words={({ client }) => [`client ${client}`, `${client}`]}
          />
        ))}
        {clients.map((client, index) => (
          <Row
            key={client}
            name={`Client ${client}`}
            y={clientsTop + index * row}
            bar={bar}
            x={x}
            stretches={stretches.filter((stretch) => stretch.client === client)}
            words={(stretch) => wordsOf(stretch, tokens, resources)}
          />
        ))}
        <text className="who" x={12} y={storage}>
          Storage
        </text>
        {writes
          .toSorted((a, b) => (a.fate & STALE) - (b.fate & STALE))
          .map((write) => (
            <Arrow
              key={`${write.client} ${write.at}`}
              write={write}
              from={clientsTop + clients.indexOf(write.client) * row + bar}
              to={storage}
              x={x}
            />
          ))}
      </svg>
      <Legend />
      <ul className="unseen">{stretches.filter(({ what }) => what === BELIEVES || what === DOWN).map(inWords)}</ul>
    </>
  )
}

interface ArrowProps {
  readonly write: Written
  readonly from: number
  readonly to: number
  readonly x: Scale
}

function Arrow({ from, to, write, x }: ArrowProps) {
  const verdict = verdictOf(write)
  return (
    <g className="way" data-verdict={verdict}>
      <path d={`M${x(write.sentAt)} ${from}L${x(write.at)} ${to}`} />
      <VerdictMark verdict={verdict} x={x(write.at)} y={to} />
    </g>
  )
}

const inWords = ({ client, from, resource, token, what }: Stretch) => (
  <li key={`${client} ${from} ${what}`}>
    {what === DOWN
      ? `Client ${client} is down from ${clock(from)}`
      : `Client ${client} believes to hold lock ${resource + 1} from ` +
        `${clock(from)}${token > 0 ? `, token ${token}` : ''}`}
  </li>
)
