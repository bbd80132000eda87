import { ArrowLeftRight, X } from 'lucide-react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Param, Params, ParamValue } from '../../lab/param.ts'
import { valueText } from '../../lab/text.ts'
import { compare, edit, keepSecond, stopComparing, useComparison, useSecond } from '../state/compare.ts'
import { useSession } from '../state/session.ts'
import { ShownRun } from '../state/shown-run.ts'

/** Begins or ends a comparison. */
export function CompareButton() {
  const on = useComparison((state) => state.on)
  return (
    <button
      type="button"
      className="button plain"
      aria-pressed={on}
      data-hint="A second run on the same traffic with other settings"
      onClick={on ? stopComparing : compare}
    >
      <ArrowLeftRight size={16} strokeWidth={1.75} aria-hidden />
      <span className="wide-only">Compare</span>
    </button>
  )
}

/** While two runs are compared: which of them the controls set. */
export function EditedRun() {
  const { on, editing } = useComparison()
  if (!on) return null
  return (
    <fieldset className="segments edited-run">
      <legend className="unseen">Controls set</legend>
      {(['first', 'second'] as const).map((run) => (
        <button key={run} type="button" className="segment" aria-pressed={editing === run} onClick={() => edit(run)}>
          {run === 'first' ? 'Run A' : 'Run B'}
        </button>
      ))}
    </fieldset>
  )
}

interface LanesProps {
  readonly lab: AnyLab
  /** What each lane shows of its run. */
  readonly children: React.ReactNode
}

/** Two runs beside each other, at the same time of the same traffic. */
export function Lanes({ lab, children }: LanesProps) {
  return (
    <div className="lanes">
      <section className="lane" aria-label="Run A">
        <header className="lane-head">
          <h2>A</h2>
          <p>these settings</p>
        </header>
        {children}
      </section>
      <section className="lane" aria-label="Run B">
        <header className="lane-head">
          <h2>B</h2>
          <Differences lab={lab} />
          <button type="button" className="button small" onClick={keepSecond} data-hint="Go on with run B alone">
            Keep B
          </button>
          <button type="button" className="icon-button" aria-label="End the comparison" onClick={stopComparing}>
            <X size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </header>
        <ShownRun value={useSecond}>{children}</ShownRun>
      </section>
    </div>
  )
}

function Differences({ lab }: { readonly lab: AnyLab }) {
  const other = useComparison((state) => state.other)
  const first = useSession((state) => state.frame?.params)
  const names = Object.keys(other).filter((name) => other[name] !== first?.[name])
  if (names.length === 0) return <p>the same so far: change a control</p>
  const text = (name: string, value: ParamValue | undefined): string => {
    const param: Param | undefined = (lab.params as Params)[name]
    return param && value !== undefined ? valueText(param, value) : String(value)
  }
  const label = (name: string): string => (lab.params as Params)[name]?.label ?? name
  return (
    <p>
      {names.map((name, i) => (
        <span key={name}>
          {i > 0 && ', '}
          {label(name)} <b>{text(name, other[name])}</b>{' '}
          <span className="instead">not {text(name, first?.[name])}</span>
        </span>
      ))}
    </p>
  )
}
