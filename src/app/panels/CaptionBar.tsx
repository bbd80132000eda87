import { useEffect, useState } from 'react'
import { ToneShape } from '../controls/ToneShape.tsx'
import { useSession } from '../state/session.ts'

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
  const caption = useSession((state) => state.caption)
  return (
    <div className="caption">
      {caption && <ToneShape tone={caption.tone} />}
      <p>{caption && <Emphasis text={caption.text} />}</p>
      <Spoken />
    </div>
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
