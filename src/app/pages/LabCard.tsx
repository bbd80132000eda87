import { ToneShape } from '../controls/ToneShape.tsx'
import { progressIn, useProgress } from '../state/progress.ts'
import type { Listed } from './lab-list.ts'
import { LabPicture } from './lab-pictures.tsx'

/** A lab on the home page: its question, a small picture, and how far one is. A lab that is not there leads nowhere. */
export function LabCard({ listed }: { readonly listed: Listed }) {
  const { id, number, title, question, there, lab } = listed
  const words = (
    <>
      <span className="card-picture">
        <LabPicture id={id} />
      </span>
      <span className="card-words">
        <strong>
          <span className="card-number">{number}</span> {title}
        </strong>
        <span className="card-question">{question}</span>
        {there ? (
          <Standing id={id} challenges={lab?.challenges.length ?? 0} />
        ) : (
          <span className="standing">not there yet</span>
        )}
      </span>
    </>
  )
  return there ? (
    <a className="lab-card" href={`#/${id}`}>
      {words}
    </a>
  ) : (
    <div className="lab-card announced">{words}</div>
  )
}

function Standing({ id, challenges }: { readonly id: string; readonly challenges: number }) {
  const opened = useProgress((state) => progressIn(state, id).opened)
  const solved = useProgress((state) => Object.keys(progressIn(state, id).solved).length)
  const words =
    solved > 0 && solved >= challenges
      ? 'all solved'
      : solved > 0
        ? `${solved} of ${challenges}`
        : opened
          ? 'in progress'
          : 'not opened'
  return (
    <span className="standing">
      {Array.from({ length: challenges }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the marks are counted, not named
        <ToneShape key={i} tone={i < solved ? 'fine' : 'idle'} />
      ))}
      {words}
    </span>
  )
}
