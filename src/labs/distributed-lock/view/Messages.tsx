import { clock } from '../../../units.ts'
import type { Messages as Ladder, Rung } from '../reading/messages.ts'
import { useWidth } from './surface.ts'

const TOP = 40
const EDGE = 64
/** How far two times stand apart: so much for each millisecond, within these bounds. Long silences are cut short. */
const EACH = 0.6
const LEAST = 15
const MOST = 30

/** The messages of one client as they went: time runs down, and a slanted arrow is its way. */
export function Messages({ data }: { readonly data: unknown }) {
  const { place, width } = useWidth()
  const ladder = data as Ladder
  return (
    <div className="lock-picture" ref={place}>
      {width > 0 && ladder.rungs.length > 0 && <Rungs ladder={ladder} width={width} />}
      {ladder.rungs.length === 0 && <p className="lock-story">{`Client ${ladder.client} has sent nothing yet.`}</p>}
    </div>
  )
}

/** The height of each time, from the top. */
function heights({ now, rungs }: Ladder): ReadonlyMap<number, number> {
  const times = rungs.flatMap(({ arrivesAt, fate, sentAt }) => (fate === 'way' ? [sentAt, now] : [sentAt, arrivesAt]))
  const placed = new Map<number, number>()
  let y = TOP + 16
  let before: number | undefined
  for (const time of [...new Set(times)].sort((a, b) => a - b)) {
    if (before !== undefined) y += Math.min(MOST, Math.max(LEAST, (time - before) * EACH))
    placed.set(time, y)
    before = time
  }
  return placed
}

function Rungs({ ladder, width }: { readonly ladder: Ladder; readonly width: number }) {
  const { lines, now, rungs } = ladder
  const placed = heights(ladder)
  const bottom = Math.max(...placed.values()) + 20
  const left = EDGE + 46
  const x = (line: number): number => left + ((width - left - EDGE) * line) / (lines.length - 1)
  return (
    <>
      <svg className="lock-ladder" width={width} height={bottom} aria-hidden>
        {lines.map((name, line) => (
          <g key={name}>
            <path className="life" d={`M${x(line)} ${TOP - 8}V${bottom}`} />
            <text className="name" x={x(line)} y={TOP - 20}>
              {name}
            </text>
          </g>
        ))}
        {rungs.map((rung) => (
          <Arrow key={rung.number} rung={rung} x={x} y={placed} now={now} />
        ))}
      </svg>
      <ol className="unseen">
        {rungs.map((rung) => (
          <li key={rung.number}>
            {`${clock(rung.sentAt)} ${lines[rung.from]} to ${lines[rung.to]}: ${rung.words}`}
            {rung.fate === 'lost' ? ', lost' : ''}
          </li>
        ))}
      </ol>
    </>
  )
}

interface ArrowProps {
  readonly rung: Rung
  readonly x: (line: number) => number
  readonly y: ReadonlyMap<number, number>
  readonly now: number
}

function Arrow({ now, rung, x, y }: ArrowProps) {
  const { arrivesAt, copy, fate, from, sentAt, to, words } = rung
  const [x1, y1] = [x(from), y.get(sentAt) ?? 0]
  const y2 = y.get(fate === 'way' ? now : arrivesAt) ?? y1
  const share = fate === 'way' ? (now - sentAt) / Math.max(1, arrivesAt - sentAt) : fate === 'lost' ? 0.55 : 1
  const [x2, end] = [x1 + (x(to) - x1) * share, y1 + (y2 - y1) * (fate === 'lost' ? 0.55 : 1)]
  const side = to > from ? 1 : -1
  return (
    <g className="rung" data-fate={fate} data-copy={copy || undefined}>
      {from === 0 && (
        <text className="time" x={8} y={y1}>
          {clock(sentAt)}
        </text>
      )}
      <path d={`M${x1} ${y1}L${x2} ${end}`} />
      {fate === 'lost' ? (
        <path className="cross" d={`M${x2 - 5} ${end - 5}l10 10M${x2 - 5} ${end + 5}l10-10`} />
      ) : (
        <path className="head" d={`M${x2} ${end}l${-8 * side}-3.5v7Z`} />
      )}
      <text
        className="words"
        x={x1 + (x2 - x1) * (side > 0 ? 0.04 : 0.16)}
        y={y1 + (end - y1) * 0.1 + (side > 0 ? -7 : 10)}
        data-side={side}
      >
        {words}
      </text>
    </g>
  )
}
