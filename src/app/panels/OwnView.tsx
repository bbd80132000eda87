import { type ComponentType, lazy, Suspense, useContext } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { ParamValue } from '../../lab/param.ts'
import { setOther } from '../state/compare.ts'
import { set } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { ShownRun, useShown } from '../state/shown-run.ts'

/** What a lab's own picture is told: what its `read` gave, the settings in force, and how to set one. */
export interface OwnViewProps {
  readonly view: string
  readonly data: unknown
  readonly params: Readonly<Record<string, ParamValue>>
  readonly onSet: (name: string, value: ParamValue) => void
}

type Module = { readonly default: ComponentType<OwnViewProps> }

const modules = import.meta.glob<Module>('../../labs/*/View.tsx')
const components = Object.fromEntries(
  Object.entries(modules).map(([path, load]) => [path.split('/').at(-2) ?? path, lazy(load)]),
)

/** A picture that the lab draws itself. */
export function OwnView({ lab, view }: { readonly lab: AnyLab; readonly view: string }) {
  const frame = useShown((state) => state.frame)
  const first = useContext(ShownRun) === useSession
  const Component = components[lab.id]
  if (!Component || frame?.view?.key !== view) return <div className="diagram-wait" />
  return (
    <Suspense fallback={<div className="diagram-wait" />}>
      <Component view={view} data={frame.view.data} params={frame.params} onSet={first ? set : setOther} />
    </Suspense>
  )
}
