import { Buffers } from './view/Buffers.tsx'
import { Consumers } from './view/Consumers.tsx'
import { Producers } from './view/Producers.tsx'
import type { Picture } from './view/picture.ts'
import { SignalWay } from './view/SignalWay.tsx'
import { Tank } from './view/Tank.tsx'
import './view.css'

interface ViewProps {
  readonly data: unknown
}

/** Producers, queue and consumers as they stand, and the signal on its way back. */
export default function View({ data }: ViewProps) {
  const picture = data as Picture
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="pressure" data-system={picture.system} tabIndex={0} aria-label="Items on their way">
      <div className="pressure-row">
        <Producers picture={picture} />
        {picture.system === 'inbound' && <Buffers picture={picture} />}
        <Tank picture={picture} />
        <Consumers picture={picture} />
        {picture.system === 'outbound' && <Buffers picture={picture} />}
      </div>
      <SignalWay picture={picture} />
    </section>
  )
}
