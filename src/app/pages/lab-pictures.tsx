import type { ReactNode } from 'react'

const box = (x: number, y: number, tone = '', width = 22, height = 16) => (
  <rect key={`${x} ${y}`} className={`box ${tone}`} x={x} y={y} width={width} height={height} rx="3" />
)
const dot = (x: number, y: number, tone = '') => (
  <circle key={`${x} ${y}`} className={`box ${tone}`} cx={x} cy={y} r="4" />
)
const line = (d: string, kind = '') => <path key={d} className={`line ${kind}`} d={d} />

/** Small drawings of what each lab shows, by its id, in a field of 96 by 72. */
const pictures: Readonly<Record<string, ReactNode>> = {
  'circuit-breaker': [
    line('M30 40h10V25h10M72 25h5v18h-1M20 49v8h60v-4'),
    box(8, 33),
    box(50, 17, 'failed'),
    box(65, 41),
  ],
  'rate-limiting': [
    line('M6 23h84M6 40h84M6 57h84'),
    line(
      'M14 13v9M38 13v9M43 13v9M48 13v9M66 13v9M84 13v9M14 30v9M38 30v9M43 30v9M84 30v9M20 47v9M38 47v9M60 47v9',
      'fine',
    ),
    line('M53 24v4M57 24v4M48 41v4M53 41v4M57 41v4M43 58v4M48 58v4', 'failed'),
  ],
  'distributed-lock': [
    box(10, 8, '', 16, 8),
    box(40, 8, '', 16, 8),
    box(70, 8, '', 16, 8),
    line('M18 16v50M48 16v50M78 16v50', 'dash'),
    line('M18 26h26m-4-3 4 3-4 3M18 52h56m-4-3 4 3-4 3', 'accent'),
    line('M48 40H22m4-3-4 3 4 3'),
    box(45, 24, 'fine', 6, 14),
  ],
  backpressure: [
    line('M4 26h14m-3-3 3 3-3 3M4 38h14m-3-3 3 3-3 3M4 50h14m-3-3 3 3-3 3M76 38h16m-3-3 3 3-3 3'),
    box(22, 16, '', 50, 44),
    <rect key="fill" className="fill caution" x="23" y="36" width="48" height="23" rx="2" />,
    line('M22 24h50M22 36h50', 'dash'),
  ],
  autoscaling: [
    line('M6 58c12 0 14-42 26-42s14 30 26 30 10-14 32-14', 'accent'),
    line('M6 60h22V44h16V28h14v16h14v-8h18', 'ink'),
  ],
  gossip: [
    line('M16 34 44 16M44 16 76 42M16 34 22 56M22 56 44 16M22 56 76 42M76 42 48 64', 'accent'),
    dot(16, 34, 'fine'),
    dot(44, 16, 'fine'),
    dot(76, 42, 'fine'),
    dot(22, 56, 'fine'),
    dot(48, 64),
    dot(68, 22),
    dot(30, 22),
  ],
  'health-checks': [
    line('M48 26v8M18 42v-8h60v8M38 34v8M58 34v8'),
    box(38, 12, 'caution', 20, 14),
    box(10, 42, 'fine', 16, 14),
    box(30, 42, 'fine', 16, 14),
    box(50, 42, 'failed', 16, 14),
    box(70, 42, 'fine', 16, 14),
  ],
  'thundering-herd': [
    line(
      'M6 8c20 0 24 26 42 28M6 20c18 0 24 14 42 16M6 32c16 0 26 4 42 4M6 44c18 0 26-6 42-8M6 60c20 0 26-22 42-24',
      'accent',
    ),
    box(48, 28, '', 16, 16),
    line('M64 36h10'),
    box(74, 28, 'failed', 16, 16),
  ],
  'cascading-timeouts': [
    line('M24 46h12M58 46h12'),
    box(4, 38),
    box(36, 38),
    box(70, 38, 'caution'),
    line('M8 14h14M8 20h14M8 26h14M8 32h14M40 26h14M40 32h14', 'failed'),
  ],
  'split-brain': [
    line('M18 22 40 20M18 22l12 30M40 20 30 52M66 24 80 50'),
    line('M58 8 50 64', 'cut'),
    dot(18, 22, 'fine'),
    dot(40, 20),
    dot(30, 52),
    dot(66, 24, 'failed'),
    dot(80, 50),
  ],
  'api-gateway': [
    line('M4 36h12M30 36h6M50 36h8M72 30l8-12M72 36h8M72 42l8 12'),
    box(16, 28, '', 14, 16),
    box(36, 28, 'caution', 14, 16),
    box(58, 28, '', 14, 16),
    box(80, 10, 'fine', 12, 12),
    box(80, 30, 'fine', 12, 12),
    box(80, 50, 'failed', 12, 12),
  ],
  'deployment-controller': [
    line('M6 60h84'),
    <path key="old" className="fill idle" d="M6 60V16h18v10h22v14h22v12h22v8Z" />,
    <path key="new" className="fill accent" d="M24 60V52h22V40h22V26h22v34Z" />,
  ],
  'traffic-shaper': [
    line('M56 22 68 36M56 36h12M56 50 68 36M68 36h22'),
    box(10, 16, '', 46, 10),
    box(10, 31, '', 46, 10),
    box(10, 46, '', 46, 10),
    <path key="a" className="fill accent" d="M26 17h29v8H26Z" />,
    <path key="b" className="fill fine" d="M38 32h17v8H38Z" />,
    <path key="c" className="fill caution" d="M16 47h39v8H16Z" />,
  ],
  oscillation: [
    line('M6 36h84', 'dash'),
    line('M6 62C16 62 18 8 28 8s10 46 20 46 8-32 16-32 8 20 14 20 6-6 12-6', 'accent'),
  ],
  'push-or-pull': [
    line('M32 30 64 16m-5 0 5 0-3 4M32 36h32m-4-3 4 3-4 3', 'accent'),
    line('M64 56 32 42m3 4-3-4 5 0'),
    box(10, 28),
    dot(70, 15, 'fine'),
    dot(70, 36, 'fine'),
    dot(70, 57),
  ],
  'without-consensus': [
    line('M22 24h52M22 24l26 30M74 24 48 54', 'dash'),
    box(11, 16, 'fine'),
    box(63, 16, 'fine'),
    box(37, 46, 'fine'),
  ],
  'feedback-loops': [
    line('M48 12a24 24 0 1 1-20 10m-1 6 1-6 6 1', 'accent'),
    box(38, 6, '', 20, 12),
    box(62, 38, 'fine', 18, 12),
    box(16, 38, 'failed', 18, 12),
  ],
  hysteresis: [line('M8 58h34V16h44M24 58h36V16', 'accent'), line('M42 66V8M60 66V8', 'dash')],
  'hierarchical-control': [
    line('M48 22v10M20 44V32h56v12M48 32v12M14 58v8M26 58v8M42 58v8M54 58v8M70 58v8M82 58v8'),
    box(37, 8, 'caution'),
    box(9, 44, 'fine'),
    box(37, 44, 'fine'),
    box(65, 44, 'fine'),
  ],
  reflection: [
    line('M20 14h44M20 26h50M20 38h36M20 50h46'),
    line('M70 40c8 0 8 16 16 16', 'accent'),
    dot(12, 14, 'fine'),
    dot(12, 26, 'fine'),
    dot(12, 38),
    dot(12, 50),
  ],
}

/** The small drawing of a lab. */
export function LabPicture({ id }: { readonly id: string }) {
  return (
    <svg className="lab-picture" viewBox="0 0 96 72" aria-hidden>
      {pictures[id]}
    </svg>
  )
}
