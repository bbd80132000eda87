import type { Tone } from '../../machine/part.ts'

const shapes: Readonly<Record<Tone, React.ReactNode>> = {
  fine: <circle cx="6" cy="6" r="4.5" />,
  caution: <path d="M6 1.2 11.2 10.6H.8Z" />,
  failed: (
    <>
      <rect x="1.2" y="1.2" width="9.6" height="9.6" rx="1" />
      <path className="cross" d="m3.9 3.9 4.2 4.2m0-4.2-4.2 4.2" />
    </>
  ),
  refused: (
    <>
      <rect x="1.2" y="1.2" width="9.6" height="9.6" rx="1" />
      <path className="cross" d="m3.9 3.9 4.2 4.2m0-4.2-4.2 4.2" />
    </>
  ),
  idle: <circle cx="6" cy="6" r="3.9" />,
  suspect: <path d="M6 .8 11.2 6 6 11.2.8 6Z" />,
  plain: <circle cx="6" cy="6" r="3" />,
}

/** The shape that goes with a state's colour wherever that appears: a state is never told by colour alone. */
export function ToneShape({ tone, className = '' }: { readonly tone: Tone; readonly className?: string }) {
  return (
    <svg className={`tone-shape ${className}`} data-tone={tone} viewBox="0 0 12 12" width="12" height="12" aria-hidden>
      {shapes[tone]}
    </svg>
  )
}

/** The flag of an act. */
export function FlagShape() {
  return (
    <svg className="flag-shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden>
      <path d="M1.5.5v11M2 1h9L8.6 3.9 11 6.8H2Z" />
    </svg>
  )
}
