import { useId, useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Search } from '../../lab/lesson.ts'
import { clock, number } from '../../units.ts'
import type { JobResult } from '../../worker/protocol.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import { pin } from '../state/inspection.ts'
import { prefer } from '../state/preferences.ts'
import { openScenario } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { progressText, useJob } from './use-job.ts'

type AnySearch = Search<Record<string, never>>
type Sought = Extract<JobResult, { readonly kind: 'search' }>
type Found = NonNullable<Sought['found']>

/** How many runs may be asked for. */
const MOST_RUNS = 100_000

/** Searches for runs that break what the mechanism is for, by the learner's settings. */
export function Searches({ lab }: { readonly lab: AnyLab }) {
  const searches: readonly AnySearch[] = lab.searches ?? []
  return searches.map((search) => <SearchCard key={search.key} lab={lab} search={search} />)
}

interface CardProps {
  readonly lab: AnyLab
  readonly search: AnySearch
}

function SearchCard({ lab, search }: CardProps) {
  const job = useJob()
  const id = useId()
  const [runs, setRuns] = useState(search.runs)
  /** Every search draws other runs than the one before. */
  const [turn, setTurn] = useState(1)
  const sought = job.progress?.result.kind === 'search' ? job.progress.result : undefined
  const start = (): void => {
    const params = useSession.getState().frame?.params ?? {}
    job.start({ kind: 'search', lab: lab.id, search: search.key, params, seed: turn, runs })
    setTurn(turn + 1)
  }
  return (
    <article className="card" aria-label={search.title}>
      <h3>
        <span>{search.title}</span>
        {sought?.found && !job.running && (
          <span className="badge" data-tone="failed">
            <ToneShape tone="failed" />
            found
          </span>
        )}
      </h3>
      <p className="note">{search.text}</p>
      <label className="runs-field" htmlFor={id}>
        Runs to look through
        <input
          id={id}
          className="field"
          type="number"
          min={1}
          max={MOST_RUNS}
          value={runs}
          disabled={job.running}
          onChange={(event) => setRuns(legalRuns(event.target.valueAsNumber, search.runs))}
        />
      </label>
      <div className="card-buttons">
        <button
          type="button"
          className={`button${job.running ? '' : ' primary'}`}
          onClick={job.running ? job.cancel : start}
        >
          {job.running ? 'Cancel' : 'Search with these settings'}
        </button>
        <span className="card-note" role="status">
          {job.running && progressText(job)}
        </span>
      </div>
      <Outcome lab={lab} search={search} sought={sought} running={job.running} />
      {job.failure !== undefined && <p className="note failed-text">Searching failed: {job.failure}</p>}
    </article>
  )
}

const legalRuns = (runs: number, usual: number): number =>
  Number.isFinite(runs) ? Math.min(MOST_RUNS, Math.max(1, Math.round(runs))) : usual

interface OutcomeProps extends CardProps {
  readonly sought: Sought | undefined
  readonly running: boolean
}

function Outcome({ lab, search, sought, running }: OutcomeProps) {
  if (!sought || running) return null
  const { runs, found } = sought
  return (
    <div role="status">
      {found ? (
        <FoundRun lab={lab} search={search} runs={runs} found={found} />
      ) : (
        <p className="note">
          None found in {number(runs)} {runs === 1 ? 'run' : 'runs'}. This is not a proof: another run may still hold
          one.
        </p>
      )}
    </div>
  )
}

interface FoundProps extends CardProps {
  readonly runs: number
  readonly found: Found
}

function FoundRun({ lab, search, runs, found }: FoundProps) {
  const { scenario, position, drawnActs, shrinkRuns } = found
  const acts = scenario.acts.map(({ at, do: name }) => `${lab.acts[name ?? '']?.label ?? name} at ${clock(at)}`)
  const after = acts.length > 0 ? `after ${acts.join(', ')}` : 'without any act'
  const open = (): void => {
    openScenario(scenario, false, position)
    pin(search.part)
    prefer({ guideTab: 'why' })
  }
  return (
    <>
      <p className="note">
        Found in run {number(runs)}, seed {scenario.seed}, at {clock(position.time)}, {after}. Made smaller in{' '}
        {number(shrinkRuns)} further runs: {drawnActs} {drawnActs === 1 ? 'act' : 'acts'} at first, {acts.length} left.
      </p>
      <button type="button" className="button" onClick={open}>
        Open this run
      </button>
    </>
  )
}
