import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Drawn } from '../../machine/mermaid.ts'
import { clock, number } from '../../units.ts'
import type { Target } from './interaction.ts'
import type { Shown } from './shown.ts'
import { type Place, placeOf, wayOf } from './topology.ts'

export interface TipProps {
  readonly id: string
  readonly target: Target
  readonly drawn: Drawn
  readonly offset: number
  readonly frame: () => Shown | undefined
}

/** How often the numbers of an open tip are read again. */
const refresh = 250

/** What a part or state means, how often it was taken and when last: shown at the pointer or the focus. */
export function Tip({ id, target, drawn, offset, frame }: TipProps) {
  const tip = useRef<HTMLDivElement>(null)
  const [, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), refresh)
    return () => clearInterval(timer)
  }, [])
  useLayoutEffect(() => {
    if (tip.current) beside(tip.current, target.element)
  }, [target])
  const part = target.kind === 'part'
  const way = part ? wayOf(drawn, target.key) : undefined
  const means = part ? drawn.partText(target.key).means : placeOf(drawn, target.key).means
  return (
    <div className="diagram-tip" role="tooltip" id={id} ref={tip}>
      <div className="diagram-tip-way">
        {way ? (
          way.from.map((key) => <Badge key={key} place={placeOf(drawn, key)} />)
        ) : (
          <Badge place={placeOf(drawn, target.key)} />
        )}
        {way && <span aria-hidden="true">→</span>}
        {way && <Badge place={placeOf(drawn, way.to)} />}
      </div>
      {means !== '' && <p>{means}</p>}
      {part && <Taken index={offset + drawn.partKeys.indexOf(target.key)} frame={frame()} />}
      <div className="diagram-tip-keys">
        <span>
          <kbd>Enter</kbd> why
        </span>
        {part && (
          <span>
            <kbd>B</kbd> breakpoint
          </span>
        )}
      </div>
    </div>
  )
}

const Badge = ({ place }: { readonly place: Place }) => (
  <span className={`diagram-badge d-tone-${place.tone}`}>{place.label.replace(/<br\s*\/?>/g, ' ')}</span>
)

function Taken({ index, frame }: { readonly index: number; readonly frame: Shown | undefined }) {
  const count = frame?.counts[index] ?? 0
  if (count === 0) return <p className="diagram-tip-taken">not taken yet</p>
  return (
    <p className="diagram-tip-taken">
      <span>{count === 1 ? 'taken once' : `taken ${number(count)} times`}</span>
      <span>last {clock(frame?.lastTime[index] ?? 0)}</span>
    </p>
  )
}

/** Places the tip under its target, or above where there is no room, and inside the window. */
function beside(tip: HTMLElement, target: Element): void {
  const box = target.getBoundingClientRect()
  const { width, height } = tip.getBoundingClientRect()
  const gap = 10
  const below = box.bottom + gap + height <= innerHeight
  const left = Math.max(8, Math.min(innerWidth - width - 8, box.left + box.width / 2 - width / 2))
  tip.style.left = `${left}px`
  tip.style.top = `${Math.max(8, below ? box.bottom + gap : box.top - gap - height)}px`
}
