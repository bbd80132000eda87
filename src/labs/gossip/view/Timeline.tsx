import { clock, duration, type Millis } from '../../../units.ts'
import type { Detection, DetectionRow, Seen, Stretch } from '../reading/detection.ts'
import { StateShape } from './StateShape.tsx'
import { useSurface } from './surface.ts'

const LABEL = 128
const RIGHT = 72
const ROW = 30
const BAR = 20
const TOP = 26
const STEPS: readonly Millis[] = [1000, 2000, 5000, 10_000, 20_000, 30_000]
const LONGEST_STEP: Millis = 60_000
/** Two who came to know within this came to know together. */
const TOGETHER: Millis = 10
/** The picture shows at least so much time. */
const LEAST: Millis = 25_000

/** One member in fact and in the eyes of others, over time. */
export function Timeline({ data }: { readonly data: unknown }) {
  const { place, width } = useSurface()
  return (
    <div className="gossip-picture" ref={place}>
      {width > 0 && <Lines detection={data as Detection} width={width} />}
    </div>
  )
}

function Lines({ detection, width }: { readonly detection: Detection; readonly width: number }) {
  const { from, member, now, rows } = detection
  const to = Math.max(from + LEAST, Math.ceil((now + 1) / 5000) * 5000)
  const wide = Math.max(120, width - LABEL - RIGHT)
  const x = (time: Millis): number => LABEL + (Math.min(Math.max(time, from), to) - from) * (wide / (to - from))
  const step = STEPS.find((length) => (to - from) / length <= wide / 48) ?? LONGEST_STEP
  const ticks = Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, i) => (Math.ceil(from / step) + i) * step,
  )
  const first = firstDeath(detection)
  const height = TOP + rows.length * ROW + 8
  return (
    <div className="gossip-timeline">
      <svg width={width} height={height} aria-hidden>
        {ticks.map((time) => (
          <g key={time} className="tick">
            <path d={`M${x(time)} ${TOP - 4}V${height - 4}`} />
            <text x={x(time)} y={14}>{`${time / 1000} s`}</text>
          </g>
        ))}
        {rows.map((row, i) => (
          <Line key={row.node} row={row} y={TOP + i * ROW} member={member} now={now} x={x} first={first} />
        ))}
        <path className="now" d={`M${x(now)} ${TOP - 8}V${height - 4}`} />
      </svg>
      <Legend />
      <ul className="unseen">
        {rows.map((row) => (
          <li key={row.node}>{inWords(row, member)}</li>
        ))}
      </ul>
    </div>
  )
}

interface LineProps {
  readonly row: DetectionRow
  readonly y: number
  readonly member: number
  readonly now: Millis
  readonly x: (time: Millis) => number
  readonly first: Millis | undefined
}

function Line({ row, y, member, now, x, first }: LineProps) {
  const death = deathIn(row)
  const behind = first === undefined || death === undefined || row.node === member ? undefined : death - first
  return (
    <g>
      <text className="who" x={16} y={y + BAR / 2}>
        {row.node === member ? `n${member} in fact` : `n${row.node}’s view`}
      </text>
      {row.stretches.map(({ as, from }, i) => {
        const [left, right] = [x(from), x(Math.min(now, row.stretches[i + 1]?.from ?? now))]
        return right > left ? <Bar key={from} as={as} left={left} right={right} y={y} /> : null
      })}
      {behind !== undefined && (
        <text className="delay" x={x(now) + 8} y={y + BAR / 2}>
          {behind < TOGETHER ? 'first' : `+${duration(Math.round(behind / 10) * 10)}`}
        </text>
      )}
    </g>
  )
}

interface BarProps {
  readonly as: Seen
  readonly left: number
  readonly right: number
  readonly y: number
}

function Bar({ as, left, right, y }: BarProps) {
  const width = right - left
  return (
    <g className="stretch" data-state={as}>
      <rect x={left} y={y} width={width} height={BAR} rx="2" />
      {width > as.length * 7 + 8 && (
        <>
          <rect className="patch" x={left + 3} y={y + 3} width={as.length * 6.6 + 6} height={BAR - 6} rx="2" />
          <text x={left + 6} y={y + BAR / 2}>
            {as}
          </text>
        </>
      )}
    </g>
  )
}

const legend: readonly Seen[] = ['alive', 'suspect', 'dead', 'left', 'unknown']

function Legend() {
  return (
    <ul className="gossip-states">
      {legend.map((state) => (
        <li key={state}>
          <StateShape state={state} />
          {state}
        </li>
      ))}
    </ul>
  )
}

/** When an observer came to take the member for dead the last time, if it still does. */
function deathIn({ stretches }: DetectionRow): Millis | undefined {
  const last = stretches.at(-1)
  return last?.as === 'dead' ? last.from : undefined
}

function firstDeath({ member, rows }: Detection): Millis | undefined {
  const deaths = rows.flatMap((row) => (row.node === member ? [] : (deathIn(row) ?? [])))
  return deaths.length > 0 ? Math.min(...deaths) : undefined
}

const since = ({ as, from }: Stretch): string => `${as} from ${clock(from)}`

const inWords = ({ node, stretches }: DetectionRow, member: number): string =>
  `${node === member ? `n${member} in fact` : `n${node} sees n${member}`}: ${stretches.map(since).join(', ')}`
