import { clock, duration, type Millis, quantity } from '../../../units.ts'
import type { ActionMark, InstanceBar, InstanceLives, Stage } from '../reading/instances.ts'
import { useWidth } from './width.ts'

const LABEL = 56
const RIGHT = 20
/** Rows share this height, within bounds. */
const ROOM = 330
const LOWEST_ROW = 14
const HIGHEST_ROW = 28
const TOP = 44
/** The picture shows at least so much time. */
const LEAST: Millis = 120_000
const STEPS: readonly Millis[] = [10_000, 20_000, 30_000, 60_000, 120_000]
const LONGEST_STEP: Millis = 300_000
/** Labels of actions nearer than this to the one before are left out. */
const APART = 46

const words: Readonly<Record<Stage, string>> = {
  pending: 'pending, no room',
  starting: 'starting',
  warming: 'warming up',
  ready: 'ready',
  terminating: 'terminating',
}

const stages = Object.keys(words) as readonly Stage[]

/** Each instance as a bar over virtual time. */
export function InstanceTimeline({ data }: { readonly data: unknown }) {
  const { place, width } = useWidth()
  return (
    <div className="scaling-picture" ref={place}>
      {width > 0 && <Bars lives={data as InstanceLives} width={width} />}
    </div>
  )
}

const second = (time: Millis): string => clock(time).slice(0, -4)

function Bars({ lives, width }: { readonly lives: InstanceLives; readonly width: number }) {
  const { actions, bars, from, hidden, now } = lives
  const to = Math.max(from + LEAST, now)
  const wide = Math.max(120, width - LABEL - RIGHT)
  const x = (time: Millis): number => LABEL + (Math.min(Math.max(time, from), to) - from) * (wide / (to - from))
  const row = Math.min(HIGHEST_ROW, Math.max(LOWEST_ROW, Math.floor(ROOM / Math.max(1, bars.length))))
  const height = TOP + Math.max(1, bars.length) * row + 8
  return (
    <div className="scaling-timeline">
      <svg width={width} height={height} aria-hidden>
        <Ticks from={from} to={to} wide={wide} height={height} x={x} />
        {bars.map((bar, i) => (
          <Bar key={bar.id} bar={bar} y={TOP + i * row} high={row - 5} x={x} />
        ))}
        <Actions actions={actions} height={height} x={x} />
        <path className="now" d={`M${x(now)} ${TOP - 8}V${height - 4}`} />
      </svg>
      <Legend hidden={hidden} />
      <ul className="unseen">
        {bars.map((bar) => (
          <li key={bar.id}>{inWords(bar)}</li>
        ))}
      </ul>
    </div>
  )
}

interface TicksProps {
  readonly from: Millis
  readonly to: Millis
  readonly wide: number
  readonly height: number
  readonly x: (time: Millis) => number
}

function Ticks({ from, to, wide, height, x }: TicksProps) {
  const step = STEPS.find((length) => (to - from) / length <= wide / 64) ?? LONGEST_STEP
  const first = Math.ceil(from / step)
  const count = Math.floor(to / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step).map((time) => (
    <g key={time} className="tick">
      <path d={`M${x(time)} ${TOP - 4}V${height - 4}`} />
      <text x={x(time)} y={14}>
        {second(time)}
      </text>
    </g>
  ))
}

interface BarProps {
  readonly bar: InstanceBar
  readonly y: number
  readonly high: number
  readonly x: (time: Millis) => number
}

function Bar({ bar, y, high, x }: BarProps) {
  const middle = y + high / 2
  return (
    <g>
      <text className="who" x={LABEL - 10} y={middle}>{`i${bar.id}`}</text>
      {bar.stages.map(({ as, from }, i) => {
        const [left, right] = [x(from), x(bar.stages[i + 1]?.from ?? bar.end)]
        return (
          <rect
            key={as}
            className="stage"
            data-stage={as}
            x={left}
            y={y}
            width={Math.max(0, right - left)}
            height={high}
          />
        )
      })}
      {bar.lost && <path className="lost" d={`m${x(bar.end) - 4} ${middle - 4}8 8m0-8-8 8`} />}
    </g>
  )
}

interface ActionsProps {
  readonly actions: readonly ActionMark[]
  readonly height: number
  readonly x: (time: Millis) => number
}

/** A line for each action, with its numbers where there is room. */
function Actions({ actions, height, x }: ActionsProps) {
  let last = -Infinity
  return actions.map(({ at, from, to }) => {
    const place = x(at)
    const labelled = place - last >= APART
    if (labelled) last = place
    return (
      <g key={at} className="action" data-way={to > from ? 'up' : 'down'}>
        <path d={`M${place} ${TOP - 8}V${height - 4}`} />
        {labelled && <text x={place} y={29}>{`${from} → ${to}`}</text>}
      </g>
    )
  })
}

function Legend({ hidden }: { readonly hidden: number }) {
  return (
    <ul className="scaling-legend">
      {stages.map((stage) => (
        <li key={stage}>
          <svg width="18" height="11" aria-hidden>
            <rect className="stage" data-stage={stage} x="0.5" y="0.5" width="17" height="10" />
          </svg>
          {words[stage]}
        </li>
      ))}
      <li>
        <svg width="11" height="11" aria-hidden>
          <path className="lost" d="m1.5 1.5 8 8m0-8-8 8" />
        </svg>
        lost
      </li>
      {hidden > 0 && <li>{`${quantity(hidden, 'instances')} not shown`}</li>}
    </ul>
  )
}

/** An instance's life as a sentence. */
function inWords({ id, stages: lived, end, here, lost }: InstanceBar): string {
  const parts = lived.map(({ as, from }, i) => {
    const lasted = (lived[i + 1]?.from ?? end) - from
    return `${words[as]} from ${second(from)} for ${duration(Math.round(lasted / 1000) * 1000)}`
  })
  return `Instance ${id}: ${parts.join(', ')}${here ? '' : lost ? ', lost' : ', gone'}`
}
