import type { Seen } from '../reading/detection.ts'

const tones: Readonly<Record<Seen, string>> = {
  unknown: 'plain',
  alive: 'fine',
  up: 'fine',
  suspect: 'suspect',
  dead: 'failed',
  down: 'failed',
  left: 'idle',
}

const shapes: Readonly<Record<string, React.ReactNode>> = {
  fine: <circle cx="6" cy="6" r="4.5" />,
  suspect: <path d="M6 .8 11.2 6 6 11.2.8 6Z" />,
  failed: (
    <>
      <rect x="1.2" y="1.2" width="9.6" height="9.6" rx="1" />
      <path className="cross" d="m3.9 3.9 4.2 4.2m0-4.2-4.2 4.2" />
    </>
  ),
  idle: <circle cx="6" cy="6" r="3.9" />,
  plain: <rect x="1.8" y="1.8" width="8.4" height="8.4" rx="1" strokeDasharray="2 2" />,
}

/** The shape of a member's state, as everywhere on the page. */
export function StateShape({ state }: { readonly state: Seen }) {
  const tone = tones[state]
  return (
    <svg className="tone-shape" data-tone={tone} viewBox="0 0 12 12" width="12" height="12" aria-hidden>
      {shapes[tone]}
    </svg>
  )
}
