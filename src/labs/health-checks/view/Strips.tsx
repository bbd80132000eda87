import { useRef } from 'react'
import { duration, type Millis } from '../../../units.ts'
import type { Strip, StripChart } from '../reading/strips.ts'
import { useWidth } from './use-width.ts'

const LABEL = 128
const RIGHT = 16
const ROW = 16
const BAR = 12
const TOP = 26
const GAP = 9
const LEAST: Millis = 20_000
const looks = ['all', 'some', 'none', 'panic'] as const
const words = { all: 'all replicas', some: 'some', none: 'none', panic: 'panic: all get traffic' } as const

/** How the checks of each service and its rotation have fared in the last minute. */
export function Strips({ data }: { readonly data: unknown }) {
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="health-strips" ref={place} tabIndex={0} aria-label="Status strips">
      {width > 0 && <Lines chart={data as StripChart} width={width} />}
    </section>
  )
}

function Lines({ chart, width }: { readonly chart: StripChart; readonly width: number }) {
  const { from, now, strips } = chart
  const to = Math.max(from + LEAST, now)
  const wide = Math.max(120, width - LABEL - RIGHT)
  const x = (time: Millis): number => LABEL + (Math.min(Math.max(time, from), to) - from) * (wide / (to - from))
  const step = 10_000
  const ticks = Array.from(
    { length: Math.floor((to - Math.ceil(from / step) * step) / step) + 1 },
    (_, i) => (Math.ceil(from / step) + i) * step,
  )
  const services = new Set(strips.map(({ service }) => service)).size
  const each = strips.length / services
  const y = (row: number): number => TOP + row * ROW + Math.floor(row / each) * GAP
  const height = y(strips.length - 1) + ROW + 4
  return (
    <>
      <svg width={width} height={height} aria-hidden>
        {ticks.map((time) => (
          <g key={time} className="tick">
            <path d={`M${x(time)} ${TOP - 4}V${height - 4}`} />
            <text x={x(time)} y={14}>{`${time / 1000} s`}</text>
          </g>
        ))}
        {strips.map((strip, row) => (
          <Line key={`${strip.service} ${strip.what}`} strip={strip} y={y(row)} x={x} now={now} />
        ))}
        <path className="now" d={`M${x(now)} ${TOP - 6}V${height - 4}`} />
      </svg>
      <Legend />
      <ul className="unseen">
        {strips.map((strip) => (
          <li key={`${strip.service} ${strip.what}`}>{inWords(strip, now)}</li>
        ))}
      </ul>
    </>
  )
}

interface LineProps {
  readonly strip: Strip
  readonly y: number
  readonly x: (time: Millis) => number
  readonly now: Millis
}

function Line({ strip, y, x, now }: LineProps) {
  const { critical, service, stretches, what } = strip
  return (
    <g>
      <text className="who" data-critical={critical || what === 'Rotation'} x={16} y={y + BAR / 2}>
        {service} · {what}
      </text>
      {stretches.map(({ from, level }, i) => {
        const [left, right] = [x(from), x(Math.min(now, stretches[i + 1]?.from ?? now))]
        return right > left ? (
          <rect
            key={from}
            className="health-strip"
            data-look={looks[level]}
            x={left}
            y={y}
            width={right - left}
            height={BAR}
          />
        ) : null
      })}
    </g>
  )
}

function Legend() {
  return (
    <ul className="health-legend health-levels">
      {looks.map((look) => (
        <li key={look}>
          <svg width="16" height="12" aria-hidden>
            <rect className="health-strip" data-look={look} width="16" height="12" />
          </svg>
          {words[look]}
        </li>
      ))}
      <li className="health-note">Of a check: replicas where it passes. Of a rotation: replicas available.</li>
    </ul>
  )
}

function inWords({ service, stretches, what }: Strip, now: Millis): string {
  const last = stretches.at(-1)
  const look = words[looks[last?.level ?? 0] ?? 'all']
  return `${service} ${what}: ${look} for ${duration(Math.round(now - (last?.from ?? now)))}`
}
