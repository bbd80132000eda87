import { PageBar } from '../panels/PageBar.tsx'
import { listedLabs } from './lab-list.ts'
import { useAllLabs } from './use-all-labs.ts'

interface UnknownLabProps {
  readonly name: string
  /** Ids of labs that may be meant. */
  readonly near: readonly string[]
}

/** A link to a lab that there is not: what may be meant instead. */
export function UnknownLab({ name, near }: UnknownLabProps) {
  const labs = useAllLabs()
  const listed = listedLabs(labs)
  const announced = listed.find(({ id, there }) => id === name && !there)
  const found = near.flatMap((id) => listed.filter((entry) => entry.id === id && entry.there))
  return (
    <div className="page">
      <PageBar />
      <main id="main" className="text-page" tabIndex={-1}>
        {announced ? (
          <>
            <h1>{announced.title} is not there yet</h1>
            <p>{announced.question} This lab is announced, but not built.</p>
          </>
        ) : (
          <>
            <h1>There is no lab “{name}”</h1>
            <p>The link names a lab that this version does not have.</p>
          </>
        )}
        {found.length > 0 && (
          <>
            <h2>Did you mean</h2>
            <ul className="sentences">
              {found.map(({ id, title, question }) => (
                <li key={id}>
                  <a href={`#/${id}`}>{title}</a>. {question}
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="all-labs">
          <a href="#/">All labs</a>
        </p>
      </main>
    </div>
  )
}
