import { ArrowDown, ChevronRight, PanelLeftClose } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Group, Param, Params, ParamValue } from '../../lab/param.ts'
import { ChoiceControl } from '../controls/ChoiceControl.tsx'
import { NumberControl } from '../controls/NumberControl.tsx'
import { SwitchControl } from '../controls/SwitchControl.tsx'
import { TraceControl } from '../controls/TraceControl.tsx'
import { setOther, useComparison } from '../state/compare.ts'
import { prefer } from '../state/preferences.ts'
import { set } from '../state/run.ts'
import { changedNames, originals } from '../state/scenario-edits.ts'
import { useSession } from '../state/session.ts'
import { useBelow } from '../state/use-below.ts'
import { ActButtons } from './ActButtons.tsx'
import { EditedRun } from './Comparison.tsx'
import { ImportButtons } from './ImportButtons.tsx'

const groups: readonly { readonly key: Group; readonly title: string }[] = [
  { key: 'load', title: 'Load' },
  { key: 'mechanism', title: 'Mechanism' },
  { key: 'faults', title: 'Faults' },
]

type Values = Readonly<Record<string, ParamValue>>

/** The lab's parameters as they are in force at the present position, and what they were at first. */
function useValues(lab: AnyLab): { readonly values: Values; readonly first: Values } {
  const preset = useSession((state) => state.preset)
  const first = useMemo(() => originals(lab, preset), [lab, preset])
  const values = useSession((state) => state.frame?.params) ?? first
  const other = useComparison(({ on, editing, other: set }) => (on && editing === 'second' ? set : undefined))
  return other ? { values: { ...values, ...other }, first: values } : { values, first }
}

/** Everything that the visitor can turn, generated from what the lab declares. */
export function Controls({ lab }: { readonly lab: AnyLab }) {
  const { values, first } = useValues(lab)
  const count = changedNames(values, first).length
  return (
    <>
      <header className="panel-head">
        <h2>Controls</h2>
        <span className="panel-note" data-testid="changed">
          {count === 0 ? 'defaults' : `${count} changed`}
        </span>
        <button
          type="button"
          className="icon-button wide-only"
          aria-label="Hide the controls"
          data-hint="Hide the controls"
          onClick={() => prefer({ controlsOpen: false })}
        >
          <PanelLeftClose size={16} strokeWidth={1.75} aria-hidden />
        </button>
      </header>
      <ControlGroups lab={lab} />
    </>
  )
}

/** The three groups without a head. */
export function ControlGroups({ lab }: { readonly lab: AnyLab }) {
  const { values, first } = useValues(lab)
  const own = useRef<HTMLDivElement>(null)
  return (
    <div ref={own} className="control-groups">
      <EditedRun />
      {groups.map(({ key, title }) => (
        <ControlGroup key={key} group={key} title={title} lab={lab} values={values} first={first} />
      ))}
      <GroupsBelow own={own} lab={lab} />
    </div>
  )
}

/** So much of a group says that it is there. */
const SEEN = 72

/** The groups that the lower edge cuts off, and the way to them. */
function GroupsBelow({ own, lab }: { readonly own: React.RefObject<HTMLElement | null>; readonly lab: AnyLab }) {
  const below = useBelow(own, '.control-groups', lab.id, { seen: SEEN })
  if (below.length === 0) return null
  const go = (title: string): void =>
    own.current?.querySelector(`[data-below="${title}"]`)?.scrollIntoView({ block: 'nearest' })
  return (
    <div className="groups-below">
      {below.map((title) => (
        <button key={title} type="button" onClick={() => go(title)}>
          <ArrowDown size={12} strokeWidth={2} aria-hidden />
          {title}
        </button>
      ))}
    </div>
  )
}

interface GroupProps {
  readonly lab: AnyLab
  readonly group: Group
  readonly title: string
  readonly values: Values
  readonly first: Values
}

function ControlGroup({ lab, group, title, values, first }: GroupProps) {
  const own = Object.entries(lab.params as Params).filter(([, param]) => param.group === group)
  const shown = own.filter(([, param]) => param.shownWhen?.(values) ?? true)
  const acts = Object.values(lab.acts).some((act) => act.group === group)
  if (own.length === 0 && !acts) return null
  const row = ([name, param]: [string, Param]) => (
    <ParamControl key={name} name={name} param={param} value={values[name]} original={first[name]} />
  )
  return (
    <section className="control-group" aria-label={title} data-below={title}>
      <h3>{title}</h3>
      {shown.filter(([, param]) => param.more !== true).map(row)}
      <More params={shown.filter(([, param]) => param.more === true)} values={values} row={row} />
      <ImportButtons lab={lab} group={group} />
      <ActButtons lab={lab} group={group} />
    </section>
  )
}

interface MoreProps {
  readonly params: readonly [string, Param][]
  readonly values: Values
  readonly row: (entry: [string, Param]) => React.ReactNode
}

/** Rarely used parameters, folded; one that is not at its default makes the situation, and stays in sight. */
function More({ params, values, row }: MoreProps) {
  const [open, setOpen] = useState(false)
  if (params.length === 0) return null
  const atDefault = ([name, param]: [string, Param]): boolean => (values[name] ?? param.default) === param.default
  const folded = params.filter(atDefault)
  const names = folded.map(([, { label }]) => label.toLowerCase()).join(', ')
  return (
    <>
      {(open || folded.length > 0) && (
        <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={15} strokeWidth={1.75} aria-hidden />
          <span>{open ? 'Less' : 'More'}</span>
          {!open && <span className="more-names">{names}</span>}
        </button>
      )}
      {params.filter((entry) => open || !atDefault(entry)).map(row)}
    </>
  )
}

interface ParamControlProps {
  readonly name: string
  readonly param: Param
  readonly value: ParamValue | undefined
  readonly original: ParamValue | undefined
}

function ParamControl({ name, param, value, original }: ParamControlProps) {
  const present = value ?? param.default
  const first = original ?? param.default
  const second = useComparison(({ on, editing }) => on && editing === 'second')
  const change = (next: ParamValue): void => (second ? setOther : set)(name, next)
  if (param.kind === 'number') {
    return <NumberControl param={param} value={Number(present)} original={Number(first)} onChange={change} />
  }
  if (param.kind === 'choice') {
    return <ChoiceControl param={param} value={String(present)} original={String(first)} onChange={change} />
  }
  if (param.kind === 'trace') return <TraceControl param={param} value={String(present)} />
  const { label, help } = param
  return <SwitchControl label={label} help={help} on={present === true} changed={present !== first} onChange={change} />
}
