import { createContext, type ReactNode, useContext } from 'react'
import { shift, type View } from './view.ts'

/** The view that the charts show now; it moves on with every picture while a run plays. */
export const ShownView = createContext<View>({ from: 0, to: 1 })

interface ShiftedProps {
  /** The view that the children were drawn for. */
  readonly drawn: View
  /** Of that view, in pixels. */
  readonly width: number
  readonly children: ReactNode
}

/** What was drawn for one view, moved to where the view that is shown now has it; the children are not drawn anew. */
export function Shifted({ drawn, width, children }: ShiftedProps) {
  const view = useContext(ShownView)
  return (
    <div className="chart-shift" style={{ transform: shift(drawn, view, width) }}>
      {children}
    </div>
  )
}
