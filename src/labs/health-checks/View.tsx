import type { ComponentType } from 'react'
import { Dashboard } from './view/Dashboard.tsx'
import { Strips } from './view/Strips.tsx'
import './view.css'

interface ViewProps {
  readonly view: string
  readonly data: unknown
}

const pictures: Readonly<Record<string, ComponentType<{ readonly data: unknown }>>> = {
  dashboard: Dashboard,
  strips: Strips,
}

/** The pictures of this lab that are no diagrams. */
export default function View({ view, data }: ViewProps) {
  const Picture = pictures[view]
  return Picture ? <Picture data={data} /> : null
}
