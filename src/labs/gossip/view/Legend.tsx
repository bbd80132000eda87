import { number } from '../../../units.ts'
import { looks, type NodeLook, type Propagation } from '../reading/propagation.ts'
import { CIRCLE } from '../run/place.ts'

interface Meaning {
  readonly shape: string
  readonly text: string
  readonly count: number
}

/** What the shapes mean, with how many nodes have each; those that hardly ever occur only while they do. */
function meanings({ condemned, counts, rumor, slow, suspected }: Propagation): readonly Meaning[] {
  const count = (look: NodeLook): number => counts[looks.indexOf(look)] ?? 0
  const spreading: readonly Meaning[] = [
    { shape: 'knows', text: 'knows it', count: count('knows') },
    { shape: 'fresh', text: 'heard this round', count: count('fresh') },
    { shape: 'ignorant', text: 'not yet', count: count('ignorant') },
  ]
  const rare: readonly Meaning[] = [
    { shape: 'silent', text: 'stopped telling', count: count('silent') },
    { shape: 'suspect', text: 'suspected', count: suspected },
    { shape: 'condemned', text: 'taken for dead', count: condemned },
    { shape: 'slow', text: 'slow or far', count: slow },
    { shape: 'down', text: 'down in fact', count: count('down') },
    { shape: 'away', text: 'has left', count: count('away') },
  ]
  const usual = rumor > 0 ? spreading : [{ shape: 'knows', text: 'up', count: count('knows') }]
  return [...usual, ...rare.filter((meaning) => meaning.count > 0)]
}

const shapes: Readonly<Record<string, React.ReactNode>> = {
  knows: <circle cx="6" cy="6" r="4" />,
  fresh: (
    <>
      <circle cx="6" cy="6" r="3" />
      <circle className="halo" cx="6" cy="6" r="5" />
    </>
  ),
  ignorant: <circle className="hollow" cx="6" cy="6" r="3.5" />,
  silent: <path className="silent" d="M6 1.2 11.2 10.6H.8Z" />,
  suspect: <path className="suspect" d="M6 .8 11.2 6 6 11.2.8 6Z" />,
  condemned: <circle className="condemned" cx="6" cy="6" r="5" />,
  slow: <path className="slow" d="M6 1.2 11.2 10.6H.8Z" />,
  down: <rect className="down" x="1.5" y="1.5" width="9" height="9" />,
  away: <circle className="away" cx="6" cy="6" r="2.5" />,
}

/** The picture in words and numbers. */
export function Counts({ picture }: { readonly picture: Propagation }) {
  return (
    <dl className="gossip-legend">
      {meanings(picture).map(({ count, shape, text }) => (
        <div key={shape}>
          <dt>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
              {shapes[shape]}
            </svg>
            {text}
          </dt>
          <dd>{number(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the lines stand for. */
export function Lines({ picture }: { readonly picture: Propagation }) {
  return (
    <ul className="gossip-lines" aria-label="Messages">
      {picture.rumor > 0 && <li data-line="news">news</li>}
      {picture.rumor > 0 && <li data-line="known">known already</li>}
      {picture.marks.length <= CIRCLE && <li data-line="member">membership</li>}
      <li data-line="lost">lost</li>
    </ul>
  )
}
