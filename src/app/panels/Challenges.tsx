import { useEffect } from 'react'
import type { Probe } from '../../lab/chart.ts'
import type { AnyLab } from '../../lab/lab.ts'
import type { Challenge, Goal } from '../../lab/lesson.ts'
import type { ParamValue } from '../../lab/param.ts'
import { duration, quantity } from '../../units.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import { progressIn, recordSolved, useProgress } from '../state/progress.ts'
import { openScenario, setAll } from '../state/run.ts'
import { challengeScenario } from '../state/scenario-edits.ts'
import { useSession } from '../state/session.ts'
import { Searches } from './Searches.tsx'
import { progressText, useJob } from './use-job.ts'
import { type Verdict, Verdicts } from './Verdicts.tsx'

type AnyChallenge = Challenge<Record<string, never>>

/** Goals to reach by tuning, measured over several seeds, and searches for what must not happen. */
export default function Challenges({ lab }: { readonly lab: AnyLab }) {
  const challenges: readonly AnyChallenge[] = lab.challenges
  if (challenges.length === 0) return <p className="guide-section note">This lab has no challenges.</p>
  return (
    <div className="challenges">
      {challenges.map((challenge) => (
        <ChallengeCard key={challenge.key} lab={lab} challenge={challenge} />
      ))}
      <Searches lab={lab} />
    </div>
  )
}

interface CardProps {
  readonly lab: AnyLab
  readonly challenge: AnyChallenge
}

function ChallengeCard({ lab, challenge }: CardProps) {
  const job = useJob()
  const solved = useProgress((state) => progressIn(state, lab.id).solved[challenge.key])
  const verdicts: readonly Verdict[] = job.progress?.result.kind === 'challenge' ? job.progress.result.seeds : []
  const passed = verdicts.filter((verdict) => verdict.passed).length
  const complete = !job.running && verdicts.length === challenge.seeds.length
  useEffect(() => {
    if (complete && passed === challenge.seeds.length) recordSolved(lab.id, challenge.key, settings())
  }, [complete, passed, challenge, lab])
  return (
    <article className="card" aria-label={challenge.title}>
      <h3>
        <span>{challenge.title}</span>
        <Standing solved={solved !== undefined} passed={passed} of={verdicts.length} />
      </h3>
      <p className="note">{challenge.text}</p>
      <Goals lab={lab} challenge={challenge} />
      {challenge.goals.map((goal) => (
        <Verdicts key={goal.probe} lab={lab} goal={goal} verdicts={verdicts} several={challenge.goals.length > 1} />
      ))}
      {job.failure !== undefined && <p className="note failed-text">Measuring failed: {job.failure}</p>}
      <Buttons lab={lab} challenge={challenge} verdicts={verdicts} job={job} />
      <Hints challenge={challenge} solved={solved} />
    </article>
  )
}

const settings = (): Readonly<Record<string, ParamValue>> => useSession.getState().frame?.params ?? {}

function Standing({ solved, passed, of }: { readonly solved: boolean; readonly passed: number; readonly of: number }) {
  const failing = of > 0 && passed < of
  if (!solved && of === 0) return null
  const tone = failing ? 'failed' : 'fine'
  return (
    <span className="badge" data-tone={tone}>
      <ToneShape tone={tone} />
      {of > 0 && (failing || !solved) ? `${passed} of ${of} seeds` : 'Solved'}
    </span>
  )
}

const bound = ({ atMost, atLeast }: Goal, text: (value: number) => string): string =>
  [atLeast === undefined ? '' : `at least ${text(atLeast)}`, atMost === undefined ? '' : `at most ${text(atMost)}`]
    .filter(Boolean)
    .join(' and ')

function Goals({ lab, challenge }: CardProps) {
  const probes = lab.probes as Readonly<Record<string, Probe<never, unknown>>>
  return (
    <ul className="goals">
      {challenge.goals.map((goal) => {
        const probe = probes[goal.probe]
        const text = (value: number): string => (probe ? quantity(value, probe.unit) : String(value))
        return (
          <li key={goal.probe}>
            {probe?.label ?? goal.probe}: <b>{bound(goal, text)}</b> after {duration(challenge.until)}
          </li>
        )
      })}
    </ul>
  )
}

interface ButtonsProps extends CardProps {
  readonly verdicts: readonly Verdict[]
  readonly job: ReturnType<typeof useJob>
}

function Buttons({ lab, challenge, verdicts, job }: ButtonsProps) {
  const seed = verdicts.find(({ passed }) => !passed)?.seed ?? challenge.seeds[0] ?? 1
  const measure = (): void =>
    job.start({ kind: 'challenge', lab: lab.id, challenge: challenge.key, params: settings() })
  return (
    <div className="card-buttons">
      {job.running ? (
        <button type="button" className="button" onClick={job.cancel}>
          Cancel
        </button>
      ) : (
        <button type="button" className="button primary" onClick={measure}>
          {verdicts.length > 0 ? 'Measure again' : 'Measure'}
        </button>
      )}
      <button
        type="button"
        className="button"
        data-hint="The situation of this challenge with your settings, to watch and tune"
        onClick={() => openScenario(challengeScenario(lab, challenge, settings(), seed), true)}
      >
        Open seed {seed}
      </button>
      <span className="card-note" role="status">
        {job.running ? progressText(job) : verdicts.length > 0 && `${(job.took / 1000).toFixed(1)} s`}
      </span>
    </div>
  )
}

interface HintsProps {
  readonly challenge: AnyChallenge
  readonly solved: Readonly<Record<string, ParamValue>> | undefined
}

function Hints({ challenge, solved }: HintsProps) {
  return (
    <>
      {solved && (
        <button type="button" className="button small" onClick={() => void setAll(solved)}>
          Load your solution
        </button>
      )}
      <details className="hint-details">
        <summary>Hint</summary>
        <p className="note">{challenge.hint}</p>
        <button
          type="button"
          className="button small"
          onClick={() => void setAll(challenge.solution as Readonly<Record<string, ParamValue>>)}
        >
          Set a stored solution
        </button>
      </details>
    </>
  )
}
