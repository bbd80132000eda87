import { useEffect, useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { TakeHome } from '../../lab/lesson.ts'
import type { Theory } from '../../lab/theory.ts'
import { openDialog } from '../state/dialogs.ts'
import { openPreset } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { LessonText } from './LessonText.tsx'
import { Tour } from './Tour.tsx'

const lessons = import.meta.glob<string>('../../labs/*/lesson.md', { import: 'default' })

function useLesson(id: string): string | undefined {
  const [html, setHtml] = useState<string>()
  useEffect(() => {
    let current = true
    const load = lessons[`../../labs/${id}/lesson.md`]
    setHtml(undefined)
    void load?.().then((text) => current && setHtml(text))
    return () => {
      current = false
    }
  }, [id])
  return html
}

/** The idea is what stands before the second heading; the situations come between it and the rest. */
function parts(html: string): readonly [string, string] {
  const second = html.indexOf('<h2', html.search(/<h[12]/) + 1)
  return second < 0 ? [html, ''] : [html.slice(0, second), html.slice(second)]
}

/** The lesson, the tour, the situations to open, and what lies beyond the model. */
export default function Learn({ lab }: { readonly lab: AnyLab }) {
  const html = useLesson(lab.id)
  const [idea, rest] = parts(html ?? '')
  return (
    <>
      {lab.tour.length > 0 && <Tour key={lab.id} lab={lab} />}
      <section className="guide-section">
        {html === undefined ? <p className="lesson">{lab.question}</p> : <LessonText html={idea} />}
      </section>
      {html?.includes('?preset=') !== true && <Situations lab={lab} />}
      {rest !== '' && (
        <section className="guide-section">
          <LessonText html={rest} />
        </section>
      )}
      <Laws lab={lab} />
      <LeftOut sentences={lab.leavesOut} />
      <TakeItHome targets={lab.takeHome} />
    </>
  )
}

function Situations({ lab }: { readonly lab: AnyLab }) {
  const preset = useSession((state) => state.preset)
  return (
    <section className="guide-section">
      <h3>Situations</h3>
      <ul className="situations">
        {lab.presets.map(({ key, title, look }) => (
          <li key={key}>
            <button type="button" aria-pressed={key === preset} onClick={() => void openPreset(lab, key)}>
              <strong>{title}</strong>
              <span>{look}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Laws({ lab }: { readonly lab: AnyLab }) {
  const laws: readonly Theory[] = lab.theory
  if (laws.length === 0) return null
  return (
    <section className="guide-section">
      <h3>Theory</h3>
      <p className="note">Laws that this engine must reproduce. Each can be measured here.</p>
      <div className="chips">
        {laws.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            className="button small"
            onClick={() => openDialog({ shown: 'theory', law: key })}
          >
            {title}
          </button>
        ))}
      </div>
    </section>
  )
}

function LeftOut({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <section className="guide-section">
      <h3>What this model leaves out</h3>
      <ul className="sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}

function TakeItHome({ targets }: { readonly targets: readonly TakeHome<never>[] }) {
  if (targets.length === 0) return null
  return (
    <section className="guide-section">
      <h3>Take it home</h3>
      <div className="chips">
        {targets.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            className="button small"
            onClick={() => openDialog({ shown: 'export', target: key })}
          >
            {label}
          </button>
        ))}
      </div>
    </section>
  )
}
