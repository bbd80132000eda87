import { Undo2 } from 'lucide-react'
import { useRef } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import { clock } from '../../units.ts'
import { StateStrip, stripHeight } from '../charts/StateStrip.tsx'
import { followedSpan } from '../charts/view.ts'
import { point } from '../state/inspection.ts'
import { restore } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { seek } from '../state/time.ts'
import { stripTotal } from './strip-total.ts'
import { useWidth } from './use-width.ts'

const none: readonly never[] = []

/** The whole run as a bar to move in, and the way back to a future that was left. */
export function Scrubber({ lab, phone }: { readonly lab: AnyLab; readonly phone: boolean }) {
  const area = useRef<HTMLElement>(null)
  const width = useWidth(area)
  return (
    <section ref={area} className="scrubber" aria-label="Scrubber">
      {width > 0 && <Strip lab={lab} phone={phone} width={width} />}
      <Restore />
    </section>
  )
}

interface StripProps {
  readonly lab: AnyLab
  readonly phone: boolean
  readonly width: number
}

function Strip({ lab, phone, width }: StripProps) {
  const frame = useSession((state) => state.frame)
  const detail = useSession((state) => state.detail)
  const view = useSession((state) => state.view)
  const stopped = useSession((state) => state.stop?.by === 'breakpoint')
  if (!frame) return <div style={{ height: stripHeight(phone) }} />
  const { position, end } = frame
  const rewound = end.time > position.time
  return (
    <StateStrip
      lab={lab}
      spans={detail?.spans ?? none}
      flags={detail?.flags ?? none}
      position={position.time}
      end={end.time}
      total={stripTotal(end.time, followedSpan(lab.every, 1))}
      view={view}
      {...(stopped && { breakpoints: [position.time] })}
      {...(rewound && !stopped && { note: 'future kept until you change something' })}
      width={width}
      phone={phone}
      onSeek={seek}
      onCursor={point}
    />
  )
}

function Restore() {
  const abandoned = useSession((state) => state.frame?.abandoned?.time)
  if (abandoned === undefined) return null
  return (
    <button
      type="button"
      className="button small restore"
      data-hint={`The run as it went before your change, up to ${clock(abandoned)}`}
      onClick={() => void restore()}
    >
      <Undo2 size={14} strokeWidth={1.75} aria-hidden />
      Restore the future that was left
    </button>
  )
}
