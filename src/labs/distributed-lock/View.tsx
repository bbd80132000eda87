import type { ComponentType } from 'react'
import { Fencing } from './view/Fencing.tsx'
import { Holders } from './view/Holders.tsx'
import { Messages } from './view/Messages.tsx'
import './view.css'

interface ViewProps {
  readonly view: string
  readonly data: unknown
}

const pictures: Readonly<Record<string, ComponentType<{ readonly data: unknown }>>> = {
  holders: Holders,
  fencing: Fencing,
  messages: Messages,
}

/** The pictures of this lab that are no diagrams. */
export default function View({ view, data }: ViewProps) {
  const Picture = pictures[view]
  return Picture ? <Picture data={data} /> : null
}
