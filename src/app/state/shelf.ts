import { create } from 'zustand'
import type { AnyLab } from '../../lab/lab.ts'
import { labIds, loadLab } from '../../labs/catalog.ts'

/** The labs that are loaded, in the catalog's order. */
export const useShelf = create<{ readonly labs: readonly AnyLab[] }>()(() => ({ labs: [] }))

/** Loads a lab once; undefined when there is none of that name. */
export async function fetchLab(id: string): Promise<AnyLab | undefined> {
  const known = onShelf(id)
  if (known) return known
  const lab = await loadLab(id)
  if (!lab) return undefined
  useShelf.setState(({ labs }) => ({ labs: inOrder([...labs.filter((other) => other.id !== id), lab]) }))
  return lab
}

/** Loads whatever is not loaded yet, for pages that search in the words of all labs. */
export async function fetchLabs(): Promise<readonly AnyLab[]> {
  await Promise.all(labIds.map(fetchLab))
  return useShelf.getState().labs
}

const onShelf = (id: string): AnyLab | undefined => useShelf.getState().labs.find((lab) => lab.id === id)

const inOrder = (labs: readonly AnyLab[]): readonly AnyLab[] =>
  labs.toSorted((one, other) => labIds.indexOf(one.id) - labIds.indexOf(other.id))
