import type { ComponentType } from 'react'
import { InstanceTimeline } from './view/InstanceTimeline.tsx'
import { MatrixTable } from './view/MatrixTable.tsx'
import './view.css'

interface ViewProps {
  readonly view: string
  readonly data: unknown
}

const pictures: Readonly<Record<string, ComponentType<{ readonly data: unknown }>>> = {
  instances: InstanceTimeline,
  matrix: MatrixTable,
}

/** The pictures of this lab that are no diagrams. */
export default function View({ view, data }: ViewProps) {
  const Picture = pictures[view]
  return Picture ? <Picture data={data} /> : null
}
