import { clock } from '../../units.ts'
import { seekEvent } from '../state/time.ts'

/** A moment to go to by a click. */
export function TimeLink({ time, event }: { readonly time: number; readonly event: number }) {
  return (
    <button type="button" className="time-link" aria-label={`Go to ${clock(time)}`} onClick={() => seekEvent(event)}>
      {clock(time)}
    </button>
  )
}
