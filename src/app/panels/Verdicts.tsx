import type { Probe } from '../../lab/chart.ts'
import type { AnyLab } from '../../lab/lab.ts'
import type { Goal } from '../../lab/lesson.ts'
import { quantity } from '../../units.ts'
import type { JobResult } from '../../worker/protocol.ts'
import { ToneShape } from '../controls/ToneShape.tsx'

/** What one seed of a challenge gave. */
export type Verdict = Extract<JobResult, { readonly kind: 'challenge' }>['seeds'][number]

interface VerdictsProps {
  readonly lab: AnyLab
  readonly goal: Goal
  readonly verdicts: readonly Verdict[]
  /** The probe must be named, since there are bars of several. */
  readonly several: boolean
}

/** One bar a seed against the bound of a goal. */
export function Verdicts({ lab, goal, verdicts, several }: VerdictsProps) {
  if (verdicts.length === 0) return null
  const probe = (lab.probes as Readonly<Record<string, Probe<never, unknown>>>)[goal.probe]
  const limit = goal.atMost ?? goal.atLeast ?? 0
  const rows = verdicts.map(({ seed, goals }) => ({ seed, own: goals.find((one) => one.probe === goal.probe) }))
  const largest = Math.max(Math.abs(limit), ...rows.map(({ own }) => Math.abs(finite(own?.value))))
  const share = (value: number): number => (largest === 0 ? 0 : Math.min(1, Math.abs(value) / (largest * 1.25)))
  return (
    <div className="verdicts">
      {several && <h4>{probe?.label ?? goal.probe}</h4>}
      {rows.map(({ seed, own }) => {
        const passed = own?.passed ?? false
        const value = own?.value ?? Number.NaN
        return (
          <div key={seed} className="verdict" data-tone={passed ? 'fine' : 'failed'}>
            <span className="verdict-seed">seed {seed}</span>
            <span className="verdict-bar">
              <span className="verdict-fill" style={{ width: `${share(finite(value)) * 100}%` }} />
              <span className="verdict-limit" style={{ left: `${share(limit) * 100}%` }} />
            </span>
            <b>{probe ? quantity(value, probe.unit) : value}</b>
            <ToneShape tone={passed ? 'fine' : 'failed'} />
            <span className="unseen">{passed ? 'passed' : 'failed'}</span>
          </div>
        )
      })}
    </div>
  )
}

const finite = (value: number | undefined): number => (value !== undefined && Number.isFinite(value) ? value : 0)
