import { useId, useRef } from 'react'
import type { Theory } from '../../lab/theory.ts'
import { number } from '../../units.ts'
import type { JobResult } from '../../worker/protocol.ts'
import { useWidth } from './use-width.ts'

/** A measured place of a law. */
export type LawPoint = Extract<JobResult, { readonly kind: 'theory' }>['points'][number]

const HEIGHT = 252
const LEFT = 68
const RIGHT = 16
const TOP = 24
const BOTTOM = 40
const STEPS = 120

interface Scale {
  readonly place: (value: number) => number
  readonly ticks: readonly number[]
}

/** The law's curves and, once measured, the engine's points with their errors. */
export function LawChart({ theory, points }: { readonly theory: Theory; readonly points: readonly LawPoint[] }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  return (
    <div ref={box} className="law-chart" style={{ minHeight: HEIGHT }}>
      {width > 120 && <Drawing theory={theory} points={points} width={width} />}
    </div>
  )
}

interface DrawingProps {
  readonly theory: Theory
  readonly points: readonly LawPoint[]
  readonly width: number
}

function Drawing({ theory, points, width }: DrawingProps) {
  const id = useId()
  const name = theory.x.name
  const along = xs(theory)
  const curves = theory.curves.map((curve) => along.map((x) => [x, theory.expected({ ...curve, [name]: x })] as const))
  const values = [...curves.flat().map(([, y]) => y), ...points.map(({ measured }) => measured)].filter(Number.isFinite)
  const x = scale(theory.x.min, theory.x.max, theory.x.log ?? false, LEFT, width - RIGHT)
  const low = theory.y.log ? Math.min(...values.filter((value) => value > 0)) : Math.min(0, ...values)
  const y = scale(low, Math.max(...values), theory.y.log ?? false, HEIGHT - BOTTOM, TOP)
  const inside = points.filter(({ at }) => at[name] !== undefined)
  return (
    <svg width={width} height={HEIGHT} role="img" aria-labelledby={id}>
      <title id={id}>{`${theory.title}: curves of the formula, and ${points.length} measured points`}</title>
      <Axes theory={theory} x={x} y={y} width={width} />
      {curves.map((curve, i) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: the curves are declared in a fixed order
          key={i}
          className="law-curve"
          d={curve
            .filter(([, value]) => Number.isFinite(value))
            .map(([at, value], j) => `${j === 0 ? 'M' : 'L'}${x.place(at).toFixed(1)} ${y.place(value).toFixed(1)}`)
            .join('')}
        />
      ))}
      {inside.map(({ at, measured, error }) => {
        const cx = x.place(at[name] as number)
        return (
          <g key={JSON.stringify(at)} className="law-point">
            <path d={`M${cx} ${y.place(measured - error)}V${y.place(measured + error)}`} />
            <circle cx={cx} cy={y.place(measured)} r="4" />
          </g>
        )
      })}
    </svg>
  )
}

interface AxesProps {
  readonly theory: Theory
  readonly x: Scale
  readonly y: Scale
  readonly width: number
}

function Axes({ theory, x, y, width }: AxesProps) {
  return (
    <g className="law-axes">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y.place(tick)}H${width - RIGHT}`} />
          <text x={LEFT - 8} y={y.place(tick) + 4} textAnchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.place(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
          {number(tick)}
        </text>
      ))}
      <text x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 6} textAnchor="middle">
        {theory.x.label}
      </text>
      <text x={4} y={11}>
        {theory.y.label}
      </text>
    </g>
  )
}

function xs({ x: { min, max, log } }: Theory): readonly number[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const share = i / STEPS
    return log ? min * (max / min) ** share : min + (max - min) * share
  })
}

function scale(min: number, max: number, log: boolean, from: number, to: number): Scale {
  const forward = (value: number): number => (log ? Math.log(Math.max(value, Number.MIN_VALUE)) : value)
  const [low, high] = [forward(min), forward(max === min ? min + 1 : max)]
  const place = (value: number): number => {
    const share = (forward(value) - low) / (high - low)
    return from + Math.min(1.05, Math.max(-0.05, share)) * (to - from)
  }
  const ticks = log ? decades(min, max) : evenly(min, max)
  return { place, ticks }
}

function decades(min: number, max: number): readonly number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9)
  const last = Math.floor(Math.log10(max) + 1e-9)
  const whole = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i))
  if (whole.length >= 2) return whole
  const fine = [first - 1, first, first + 1].flatMap((power) => [1, 2, 5].map((factor) => factor * 10 ** power))
  return fine.filter((value) => value >= min * 0.999 && value <= max * 1.001)
}

function evenly(min: number, max: number): readonly number[] {
  const raw = (max - min) / 4
  const decade = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * decade >= raw * 0.999) ?? 10) * decade
  const first = Math.ceil(min / step) * step
  return Array.from({ length: Math.floor((max - first) / step + 1e-9) + 1 }, (_, i) => first + i * step)
}
