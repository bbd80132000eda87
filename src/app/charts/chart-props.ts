import type { AnyLab } from '../../lab/lab.ts'
import type { ParamValue } from '../../lab/param.ts'
import type { Millis } from '../../units.ts'
import type { Detail, Samples } from '../../worker/protocol.ts'
import type { View } from './view.ts'

/** The run that this one is compared with: its values count for the scales, so that both have the same. */
export interface Beside {
  readonly params: Readonly<Record<string, ParamValue>>
  readonly samples: Samples | undefined
}

/** What the charts need of a run, and what they tell of the user. All times are virtual. */
export interface ChartsProps {
  readonly lab: AnyLab
  readonly params: Readonly<Record<string, ParamValue>>
  /** The newest details; without them the rows stand empty with their axes. */
  readonly detail: Detail | undefined
  readonly beside?: Beside | undefined
  /** Now: where the run stands. */
  readonly position: Millis
  /** The furthest time played on this branch; what lies between `position` and it is the rewound future. */
  readonly end: Millis
  /** The span of time that the rows show; it may move with every frame. */
  readonly view: View
  /** The user zoomed: `view` does not follow the position, and a double click resets it. */
  readonly zoomed: boolean
  /** The moment the user points at, from here or from elsewhere; undefined: the cursor stands at the position. */
  readonly cursor: Millis | undefined
  readonly playing: boolean
  /** Width of the whole block in CSS pixels, label column included. */
  readonly width: number
  readonly phone?: boolean
  /** Keys of the charts to show; all of the lab's when absent. */
  readonly only?: readonly string[]
  readonly onCursor: (time: Millis | undefined) => void
  readonly onSeek: (time: Millis) => void
  /** A span was chosen; undefined: back to following the position. */
  readonly onView: (view: View | undefined) => void
}
