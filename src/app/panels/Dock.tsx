import type { AnyLab } from '../../lab/lab.ts'
import { Lamps } from './Lamps.tsx'
import { Scrubber } from './Scrubber.tsx'
import { Transport } from './Transport.tsx'

/** Time: the clock and its buttons, the whole run as a bar, and the promises that are checked. */
export function Dock({ lab, phone }: { readonly lab: AnyLab; readonly phone: boolean }) {
  return (
    <section className="dock" aria-label="Time">
      <Transport phone={phone} />
      <Scrubber lab={lab} phone={phone} />
      <Lamps phone={phone} />
    </section>
  )
}
