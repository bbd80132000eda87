import { createContext, useContext } from 'react'
import { type Session, useSession } from './session.ts'

/** The run that a part of the page shows: the one at hand, unless a comparison says otherwise. */
export const ShownRun = createContext<typeof useSession>(useSession)

/** Reads the run that is shown here. */
export function useShown<Value>(selector: (state: Session) => Value): Value {
  return useContext(ShownRun)(selector)
}
