import type { AnyLab } from '../../lab/lab.ts'
import type { Drawable } from '../../machine/part.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import { pin } from '../state/inspection.ts'
import { useSession } from '../state/session.ts'
import { drawnLabel, partWords } from './part-words.ts'

/** All parts of the lab's diagrams as text: what each means and how often it was taken. */
export function PartList({ lab }: { readonly lab: AnyLab }) {
  const diagrams = Object.entries(lab.book.diagrams as Readonly<Record<string, Drawable>>)
  const titled = new Map(lab.diagrams.map(({ key, tab }) => [key, tab]))
  return (
    <>
      <section className="guide-section">
        <h3 className="guide-title">Why did it happen?</h3>
        <p className="note">Choose a part here or in the diagram. You see the rule that decided, with its numbers.</p>
      </section>
      {diagrams.map(([key, drawable]) => (
        <section key={key} className="guide-section">
          <h4>{titled.get(key) ?? drawable.title}</h4>
          <ul className="part-list">
            {drawable.partKeys.map((part) => (
              <PartRow key={part} lab={lab} name={`${key}.${part}`} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function PartRow({ lab, name }: { readonly lab: AnyLab; readonly name: string }) {
  const words = partWords(lab, name)
  const count = useSession((state) => state.detail && (state.frame?.counts[words?.number ?? -1] ?? 0))
  const label = useSession((state) => drawnLabel(lab, name, state.frame?.params))
  if (!words) return null
  return (
    <li>
      <button type="button" className="part-row" data-hint={words.text.means} onClick={() => pin(name)}>
        <ToneShape tone={words.text.tone ?? words.to.tone} />
        <span>
          {words.title} {label !== undefined && <small>{label}</small>}
        </span>
        <span className="part-count">×{count ?? 0}</span>
      </button>
    </li>
  )
}
