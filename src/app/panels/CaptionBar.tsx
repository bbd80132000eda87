import { Pause } from 'lucide-react'
import { useContext, useEffect, useState } from 'react'
import { ToneShape } from '../controls/ToneShape.tsx'
import { useSession } from '../state/session.ts'
import { ShownRun, useShown } from '../state/shown-run.ts'
import { partWords } from './part-words.ts'

/** A screen reader hears the caption at most this often. */
const SPOKEN_EVERY = 2000

/** A text whose `**words**` are bold. */
export function Emphasis({ text }: { readonly text: string }) {
  return text.split('**').map((piece, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name than their place
    i % 2 === 1 ? <strong key={i}>{piece}</strong> : <span key={i}>{piece}</span>,
  )
}

/** What just happened and why, in one sentence of fixed height. */
export function CaptionBar() {
  const caption = useShown((state) => state.caption)
  const first = useContext(ShownRun) === useSession
  return (
    <div className="caption">
      {caption && <ToneShape tone={caption.tone} />}
      <p>{caption && <Emphasis text={caption.text} />}</p>
      {first && <StopNote />}
      {first && <Spoken />}
    </div>
  )
}

/** What paused the run by itself: a breakpoint, or an invariant that broke. */
function StopNote() {
  const lab = useSession((state) => state.lab)
  const stop = useSession((state) => state.stop)
  if (!lab || !stop) return null
  if (stop.by === 'breakpoint') {
    return (
      <span className="stop-note" role="status">
        <Pause size={12} strokeWidth={2.5} aria-hidden /> before {partWords(lab, stop.what)?.title ?? stop.what}
      </span>
    )
  }
  const invariants: readonly { readonly key: string; readonly label: string }[] = lab.invariants
  return (
    <span className="stop-note" data-tone="failed" role="status">
      <ToneShape tone="failed" /> broken: {invariants.find(({ key }) => key === stop.what)?.label ?? stop.what}
    </span>
  )
}

function Spoken() {
  const [text, setText] = useState('')
  useEffect(() => {
    const speak = (): void => setText(useSession.getState().caption?.text.replaceAll('**', '') ?? '')
    const timer = setInterval(speak, SPOKEN_EVERY)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="unseen" role="status" aria-live="polite">
      {text}
    </p>
  )
}
