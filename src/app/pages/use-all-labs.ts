import { useEffect } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import { fetchLabs, useShelf } from '../state/shelf.ts'

/** The labs that are loaded; asks for the others, once the browser has time for them. */
export function useAllLabs(): readonly AnyLab[] {
  const labs = useShelf((state) => state.labs)
  useEffect(() => {
    const later = window.requestIdleCallback ?? setTimeout
    later(() => void fetchLabs())
  }, [])
  return labs
}
