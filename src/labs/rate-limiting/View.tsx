import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { duration, number } from '../../units.ts'
import { chosenLanes } from './lanes.ts'
import { limits, showName } from './params/limits.ts'
import { Arrivals, Axis, Plot } from './view/Plots.tsx'
import type { TimeScale } from './view/paths.ts'
import type { Row, SideBySide } from './view/side-by-side.ts'
import './view.css'

type Values = Readonly<Record<string, number | string | boolean>>

interface ViewProps {
  readonly view: string
  readonly data: unknown
  readonly params: Values
  readonly onSet: (name: string, value: boolean) => void
}

/** Every limiter on the same calls: what it let through, its level, and the most in any window against its promise. */
export default function View({ data, params, onSet }: ViewProps) {
  const side = data as SideBySide
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const scale: TimeScale = { from: side.from, now: side.now, width }
  return (
    <div className="limiters">
      <Choice params={params} onSet={onSet} />
      <div className="limiters-head">
        <div className="limiter-text">
          <div className="limiter-line">
            <h2>Calls</h2>
            <b>{number(side.asked)}</b>
          </div>
          <p>{side.whose}</p>
        </div>
        <div ref={plot} className="limiter-plot">
          <Arrivals side={side} scale={scale} />
        </div>
        <p className="limiter-most">
          most in
          <br />
          any {duration(side.window)}
        </p>
      </div>
      {side.rows.map((row) => (
        <Limiter key={row.lane} row={row} side={side} scale={scale} />
      ))}
      <Axis scale={scale} />
    </div>
  )
}

function useWidth(place: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!place.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place])
  return width
}

/** Which limiters have a row. */
function Choice({ params, onSet }: Pick<ViewProps, 'params' | 'onSet'>) {
  return (
    <fieldset className="limiters-choice">
      <legend className="unseen">Shown side by side</legend>
      {chosenLanes.map((key) => {
        const name = showName(key)
        const on = params[name] === true
        return (
          <button key={key} type="button" className="limiter-chip" aria-pressed={on} onClick={() => onSet(name, !on)}>
            {limits[name].label}
          </button>
        )
      })}
    </fieldset>
  )
}

interface LimiterProps {
  readonly row: Row
  readonly side: SideBySide
  readonly scale: TimeScale
}

const rounded = (level: number): string => number(Math.round(level * 10) / 10)

/** A duration rounded up, since a wait told too short is a wait in vain. */
const upTo = (time: number): string => {
  const step = time < 10 ? 0.1 : time < 1000 ? 1 : 10
  return duration(Math.ceil(time / step) * step)
}

/** What the last line of a row says. */
const TOLD =
  'What a call would be told now: when the next one passes, and when the limiter is as good as new if nobody calls.'

function toldText(wait: number, reset: number): string {
  if (Number.isNaN(wait)) return 'not told'
  const next = wait === 0 ? 'now' : wait === Infinity ? 'never' : `in ${upTo(wait)}`
  return Number.isNaN(reset) ? next : `${next} · ${upTo(reset)}`
}

function Limiter({ row, side, scale }: LimiterProps) {
  const { admitted, bound, level, most, name, refused, reset, top, wait, word } = row
  const over = most > bound
  return (
    <section className="limiter" aria-label={name}>
      <div className="limiter-text">
        <h2>{name}</h2>
        <dl>
          <div className="limiter-line">
            <dt>admitted · refused</dt>
            <dd>
              <b>{number(admitted)}</b> · {number(refused)}
            </dd>
          </div>
          <div className="limiter-line">
            <dt>{word}</dt>
            <dd>
              <b>{rounded(level)}</b> / {number(top)}
            </dd>
          </div>
          <div className="limiter-line" data-hint={TOLD}>
            <dt>next · as new</dt>
            <dd>{toldText(wait, reset)}</dd>
          </div>
        </dl>
      </div>
      <Gauge share={level / top} />
      <div className="limiter-plot">
        <Plot row={row} side={side} scale={scale} over={over} />
      </div>
      <p className="limiter-most" data-tone={over ? 'failed' : 'fine'} data-hint={MOST}>
        <span>
          <Shape tone={bound === Infinity ? 'none' : over ? 'failed' : 'fine'} />
          <b>{number(most)}</b>
        </span>
        {bound === Infinity ? 'no bound' : `bound ${number(bound)}`}
      </p>
    </section>
  )
}

/** What the number at the end of a row says. */
const MOST = 'The most calls that passed in any span as long as the window, and the most that the limiter promises.'

const SEGMENTS = 10

function Gauge({ share }: { readonly share: number }) {
  const filled = Math.max(0, Math.min(1, Number.isNaN(share) ? 0 : share)) * SEGMENTS
  const style = (part: number): CSSProperties => ({ inlineSize: `${Math.max(0, Math.min(1, part)) * 100}%` })
  return (
    <div className="limiter-gauge" aria-hidden>
      {Array.from({ length: SEGMENTS }, (_, i) => SEGMENTS - 1 - i).map((segment) => (
        <span key={segment}>
          <i style={style(filled - segment)} />
        </span>
      ))}
    </div>
  )
}

function Shape({ tone }: { readonly tone: 'fine' | 'failed' | 'none' }) {
  if (tone === 'none') return null
  return (
    <svg
      className="limiter-shape"
      width="12"
      height="12"
      viewBox="0 0 12 12"
      role="img"
      aria-label={tone === 'fine' ? 'kept' : 'broken'}
    >
      {tone === 'fine' ? <circle cx="6" cy="6" r="5" /> : <path d="M1 1h10v10h-10zM4 4l4 4m0 -4l-4 4" />}
    </svg>
  )
}
