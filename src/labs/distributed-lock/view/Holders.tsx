import { clock } from '../../../units.ts'
import type { Stretch, Timeline, Written } from '../reading/timeline.ts'
import { BELIEVES, DOWN, GRANTED, STALE, STORED } from '../run/spans.ts'
import { BAR, ROW, type Scale, scaled, TOP } from './axis.ts'
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

function Chart({ timeline, width }: { readonly timeline: Timeline; readonly width: number }) {
  const { clients, from, now, resources, stretches, to, tokens, writes } = timeline
  const x = scaled(from, to, width)
  const locks = Array.from({ length: resources }, (_, resource) => resource)
  const clientsTop = TOP + resources * ROW + 6
  const storage = clientsTop + clients.length * ROW + BAR / 2
  const bottom = storage + 16
  const which = (stretch: Stretch): string => (resources > 1 ? `lock ${stretch.resource + 1}` : '')
  const token = (stretch: Stretch): string => (tokens && stretch.token > 0 ? `${stretch.token}` : '')
  return (
    <>
      <svg className="lock-chart" width={width} height={bottom} aria-hidden>
        <Axis from={from} to={to} now={now} x={x} width={width} top={TOP} bottom={bottom} />
        {locks.map((resource) => (
          <Row
            key={resource}
            name={`Lock ${resource + 1}`}
            y={TOP + resource * ROW}
            x={x}
            stretches={stretches.flatMap((stretch) =>
              stretch.what === GRANTED && stretch.resource === resource ? [{ ...stretch, what: BELIEVES }] : [],
            )}
            words={(stretch) => `client ${stretch.client}`}
          />
        ))}
        {clients.map((client, index) => (
          <Row
            key={client}
            name={`Client ${client}`}
            y={clientsTop + index * ROW}
            x={x}
            stretches={stretches.filter((stretch) => stretch.client === client)}
            words={(stretch) => (stretch.what === BELIEVES ? [which(stretch), token(stretch)].join(' ').trim() : '')}
          />
        ))}
        <text className="who" x={12} y={storage}>
          Storage
        </text>
        {writes.map((write) => (
          <Arrow
            key={`${write.client} ${write.at}`}
            write={write}
            from={clientsTop + clients.indexOf(write.client) * ROW + BAR}
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
      : `Client ${client} believes to hold lock ${resource + 1} from ${clock(from)}${token > 0 ? `, token ${token}` : ''}`}
  </li>
)
