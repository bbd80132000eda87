import type { ComponentType } from 'react'
import { Merge } from './view/Merge.tsx'
import { Spreading } from './view/Spreading.tsx'
import { Timeline } from './view/Timeline.tsx'
import './view.css'

interface ViewProps {
  readonly view: string
  readonly data: unknown
}

const pictures: Readonly<Record<string, ComponentType<{ readonly data: unknown }>>> = {
  propagation: Spreading,
  detection: Timeline,
  merge: Merge,
}

/** The pictures of this lab that are no diagrams. */
export default function View({ view, data }: ViewProps) {
  const Picture = pictures[view]
  return Picture ? <Picture data={data} /> : null
}
