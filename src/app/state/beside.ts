import { useContext, useMemo } from 'react'
import type { Beside } from '../charts/chart-props.ts'
import { useComparison, useSecond } from './compare.ts'
import { useSession } from './session.ts'
import { ShownRun } from './shown-run.ts'

/** The run that the one shown here is compared with; undefined when there is none. */
export function useBeside(): Beside | undefined {
  const on = useComparison((state) => state.on)
  const useOther = useContext(ShownRun) === useSession ? useSecond : useSession
  const params = useOther((state) => state.frame?.params)
  const samples = useOther((state) => state.detail?.samples)
  return useMemo(() => (on && params ? { params, samples } : undefined), [on, params, samples])
}
