import { useState } from 'react'
import { PageBar } from '../panels/PageBar.tsx'
import { terms } from './glossary-terms.ts'
import { listedLabs } from './lab-list.ts'
import { useAllLabs } from './use-all-labs.ts'

/** All terms that the lessons explain, with the labs in which they can be seen. */
export default function Glossary() {
  const listed = listedLabs(useAllLabs())
  const [typed, setTyped] = useState('')
  const word = typed.trim().toLowerCase()
  const shown = terms.filter(({ term, text, also }) =>
    [term, text, ...(also ?? [])].join(' ').toLowerCase().includes(word),
  )
  return (
    <div className="page">
      <PageBar />
      <main id="main" className="text-page" tabIndex={-1}>
        <h1>Glossary</h1>
        <p>The words that the lessons use, in the sense in which they use them.</p>
        <label className="filter">
          <span className="unseen">Filter terms</span>
          <input
            type="search"
            placeholder={`Filter ${terms.length} terms`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <dl className="terms">
          {shown.map(({ term, text, labs }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                {text}{' '}
                {listed
                  .filter(({ id, there }) => there && labs.includes(id))
                  .map(({ id, title }) => (
                    <a key={id} href={`#/${id}`}>
                      {title}
                    </a>
                  ))}
              </dd>
            </div>
          ))}
        </dl>
        {shown.length === 0 && <p>No term matches.</p>}
      </main>
    </div>
  )
}
