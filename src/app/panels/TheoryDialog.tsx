import { useId } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Theory } from '../../lab/theory.ts'
import { number } from '../../units.ts'
import { openDialog } from '../state/dialogs.ts'
import { useSession } from '../state/session.ts'
import { Dialog } from './Dialog.tsx'
import { LawChart, type LawPoint } from './LawChart.tsx'
import { progressText, useJob } from './use-job.ts'

interface TheoryDialogProps {
  readonly lab: AnyLab
  /** Key of the law shown. */
  readonly law: string
  readonly onClose: () => void
}

/** The lab's laws: the formula, its curve, and what the engine gives. */
export default function TheoryDialog({ lab, law, onClose }: TheoryDialogProps) {
  const laws: readonly Theory[] = lab.theory
  const theory = laws.find(({ key }) => key === law) ?? laws[0]
  return (
    <Dialog onClose={onClose} title="Theory" shape="wide">
      <fieldset className="chips">
        <legend className="unseen">Law</legend>
        {laws.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            className="button small"
            aria-pressed={key === theory?.key}
            onClick={() => openDialog({ shown: 'theory', law: key })}
          >
            {title}
          </button>
        ))}
      </fieldset>
      {theory && <Law key={theory.key} lab={lab} theory={theory} />}
    </Dialog>
  )
}

function Law({ lab, theory }: { readonly lab: AnyLab; readonly theory: Theory }) {
  const seed = useSession((state) => state.frame?.scenario.seed ?? 1)
  const job = useJob()
  const points: readonly LawPoint[] = job.progress?.result.kind === 'theory' ? job.progress.result.points : []
  return (
    <>
      <p className="law-text">{theory.law}</p>
      <p className="note">
        {theory.source}. {theory.pitfall}
      </p>
      <LawChart theory={theory} points={points} />
      <div className="dialog-buttons">
        {job.running ? (
          <button type="button" className="button" onClick={job.cancel}>
            Cancel
          </button>
        ) : (
          <button
            type="button"
            className="button primary"
            onClick={() => job.start({ kind: 'theory', lab: lab.id, law: theory.key, seed })}
          >
            {points.length > 0 ? 'Measure again' : 'Measure the engine'}
          </button>
        )}
        <span className="card-note" role="status">
          {job.running && progressText(job)}
          {job.failure !== undefined && `Measuring failed: ${job.failure}`}
          {!job.running &&
            job.failure === undefined &&
            `${number(theory.replications)} replications a point, seed ${seed}`}
        </span>
      </div>
      <Rows theory={theory} points={points} />
    </>
  )
}

const coordinates = (at: Readonly<Record<string, number>>): string =>
  Object.entries(at)
    .map(([name, value]) => `${name} ${number(value)}`)
    .join(', ')

function Rows({ theory, points }: { readonly theory: Theory; readonly points: readonly LawPoint[] }) {
  const id = useId()
  if (theory.rows.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keyboard
    <section className="table-scroll" aria-labelledby={id} tabIndex={0}>
      <table className="rows">
        <caption id={id} className="unseen">
          Published values and ours
        </caption>
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Printed</th>
            <th scope="col">Formula</th>
            <th scope="col">Ours, ± two standard errors</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {theory.rows.map((row, i) => {
            const point = points[i]
            const expected = theory.expected(row.at)
            const reference = row.printed ?? expected
            return (
              <tr key={coordinates(row.at)} data-agrees={point?.agrees}>
                <th scope="row">{coordinates(row.at)}</th>
                <td>{row.printed === undefined ? 'left open' : number(row.printed)}</td>
                <td>{number(expected)}</td>
                <td>{point ? `${number(point.measured)} ± ${number(point.error)}` : '–'}</td>
                <td>{point ? difference(point.measured, reference) : '–'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function difference(ours: number, reference: number): string {
  if (reference === 0) return number(ours)
  const share = (ours / reference - 1) * 100
  return `${share >= 0 ? '+' : '−'}${Math.abs(share).toFixed(1)}%`
}
