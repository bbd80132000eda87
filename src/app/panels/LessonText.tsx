import { useEffect, useMemo, useRef, useState } from 'react'
import { type Term, terms } from '../pages/glossary-terms.ts'
import { markTerms } from './term-marks.ts'

/** A text of the lesson, its terms explained where they are first used. */
export function LessonText({ html }: { readonly html: string }) {
  const { html: marked } = useMemo(() => markTerms(html), [html])
  const [shown, setShown] = useState<{ readonly term: Term; readonly button: HTMLElement }>()
  const pick = (event: React.MouseEvent): void => {
    const button = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.term') : null
    const term = terms.find((candidate) => candidate.term === button?.dataset['term'])
    if (button && term) setShown({ term, button })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is clicked */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a button's own keys arrive here as clicks */}
      <div
        className="lesson"
        onClick={pick}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made at build time from the lab's own lesson.md
        dangerouslySetInnerHTML={{ __html: marked }}
      />
      {shown && <TermNote {...shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

interface TermNoteProps {
  readonly term: Term
  readonly button: HTMLElement
  readonly onClose: () => void
}

const WIDTH = 300

function TermNote({ term, button, onClose }: TermNoteProps) {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = note.current
    if (!element) return undefined
    const box = button.getBoundingClientRect()
    element.style.left = `${Math.max(8, Math.min(box.left, innerWidth - WIDTH - 8))}px`
    element.showPopover()
    const below = box.bottom + 6 + element.offsetHeight < innerHeight
    element.style.top = `${below ? box.bottom + 6 : box.top - 6 - element.offsetHeight}px`
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') onClose()
    }
    element.addEventListener('toggle', toggled)
    return () => element.removeEventListener('toggle', toggled)
  }, [button, onClose])
  return (
    <div ref={note} className="term-note" popover="auto" role="note" aria-live="polite">
      <strong>{term.term}</strong>
      <p>{term.text}</p>
      <a href="#/glossary">Glossary</a>
    </div>
  )
}
