import type { CSSProperties } from 'react'
import { duration, number } from '../../../units.ts'
import type { Picture } from './picture.ts'

/** Up to this capacity every item is seen. */
const SEEN = 60

const share = (depth: number, capacity: number): string => `${Math.min(100, (depth / capacity) * 100)}%`

/** The queue with its bands, how full it is, and its marks. */
export function Tank({ picture }: { readonly picture: Picture }) {
  const { capacity, deepest, depth, headWait, outside, presses, refuses, signal } = picture
  const marks = marksOf(picture)
  return (
    <section className="pressure-station pressure-queue" aria-label="Items waiting">
      <h2>
        Queue <b>{number(depth)}</b> of {number(capacity)}
      </h2>
      <div className="pressure-tank" style={{ '--slot': `${100 / capacity}%` } as CSSProperties}>
        <div className="band red" style={{ blockSize: share(capacity - refuses, capacity), insetBlockStart: 0 }} />
        <div
          className="band yellow"
          style={{ insetBlockEnd: share(presses - 1, capacity), blockSize: share(refuses - presses + 1, capacity) }}
        />
        <div
          className="fill"
          data-signal={signal}
          data-items={capacity <= SEEN || undefined}
          style={{ blockSize: share(depth, capacity) }}
        />
        {deepest > 0 && <div className="deepest" style={{ insetBlockEnd: share(deepest, capacity) }} />}
        {marks.map(({ at, label, name }) => (
          <div key={name} className={`mark ${name}`} style={{ insetBlockEnd: share(at, capacity) }}>
            <span>{label}</span>
          </div>
        ))}
      </div>
      <p>
        {Number.isNaN(headWait) ? 'nobody waits' : `first in line for ${duration(Math.round(headWait))}`}
        {outside > 0 && `, ${number(outside)} outside`}
      </p>
    </section>
  )
}

interface TankMark {
  readonly name: string
  readonly at: number
  readonly label: string
}

/** The marks that stand apart: the upper ones first, so that two at one place are written once. */
function marksOf({ capacity, presses, refuses, relaxes }: Picture): readonly TankMark[] {
  const apart = (presses - 1 - relaxes) / capacity > 0.05
  return [
    ...(refuses < capacity ? [{ name: 'refuse', at: refuses, label: `refuses from ${number(refuses)}` }] : []),
    ...(presses < refuses ? [{ name: 'high', at: presses, label: `presses from ${number(presses)}` }] : []),
    ...(apart ? [{ name: 'low', at: relaxes, label: `relaxes at ${number(relaxes)}` }] : []),
  ]
}
