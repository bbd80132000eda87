import { create } from 'zustand'
import type { ParamValue } from '../../lab/param.ts'
import { keep } from './stored.ts'

type Solution = Readonly<Record<string, ParamValue>>

/** What the visitor has done in one lab. */
export interface LabProgress {
  readonly opened: boolean
  /** The settings that solved a challenge, by its key. */
  readonly solved: Readonly<Record<string, Solution>>
  readonly tourStep: number
  readonly tourDone: boolean
}

interface Progress {
  readonly labs: Readonly<Record<string, LabProgress>>
  /** The run at which the visitor left a lab: the fragment of its link, and its clock. */
  readonly left: { readonly lab: string; readonly link: string; readonly at: number }
}

const nothing: LabProgress = { opened: false, solved: {}, tourStep: -1, tourDone: false }

/** The store of what was opened, solved and toured; kept in the browser. */
export const useProgress = create<Progress>()(() => ({ labs: {}, left: { lab: '', link: '', at: 0 } }))

/** The progress in one lab out of the store's state. */
export const progressIn = (state: Progress, lab: string): LabProgress => ({ ...nothing, ...state.labs[lab] })

/** The part of the progress in a lab that changed. */
export function record(lab: string, change: Partial<LabProgress>): void {
  useProgress.setState((state) => ({ labs: { ...state.labs, [lab]: { ...progressIn(state, lab), ...change } } }))
}

/** Remembers the settings that solved a challenge. */
export function recordSolved(lab: string, challenge: string, settings: Solution): void {
  const { solved } = progressIn(useProgress.getState(), lab)
  record(lab, { solved: { ...solved, [challenge]: settings } })
}

/** Remembers where the visitor was. */
export const recordLeft = (left: Progress['left']): void => useProgress.setState({ left })

/** Takes up the kept progress. */
export const keepProgress = (): void => keep(useProgress, 'setpoint.progress')
