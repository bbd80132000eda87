import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Flow, FlowNode } from '../../machine/flow.ts'
import type { Drawable } from '../../machine/part.ts'
import type { Path } from '../../worker/protocol.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import { showGuide } from '../state/guide.ts'
import { pin } from '../state/inspection.ts'
import { useSession } from '../state/session.ts'

/** The flow that is looked at; else the first of the lab that anything went through under these settings. */
function flowOf(lab: AnyLab, paths: readonly Path[], shown: string | undefined): string | undefined {
  const diagrams = lab.book.diagrams as Readonly<Record<string, Drawable>>
  const flows = lab.diagrams.map(({ key }) => key).filter((key) => diagrams[key]?.kind === 'flow')
  if (flows.some((key) => key === shown)) return shown
  return flows.find((key) => paths.some(({ diagram }) => diagram === key)) ?? flows[0]
}

const none: readonly Path[] = []

interface RequestPathProps {
  readonly lab: AnyLab
  /** The picture that is looked at. */
  readonly shown: string | undefined
}

/** The way of one call through a flow, whatever picture is shown. */
export function RequestPath({ lab, shown }: RequestPathProps) {
  const paths = useSession((state) => state.detail?.paths ?? none)
  const diagram = flowOf(lab, paths, shown)
  const [subject, setSubject] = useState<number>()
  if (diagram === undefined) return null
  const own = paths.filter((path) => path.diagram === diagram)
  const chosen = own.findIndex((path) => path.subject === subject)
  const at = chosen < 0 ? own.length - 1 : chosen
  const path = own[at]
  const go = (to: number): void => setSubject(to >= own.length - 1 ? undefined : own[to]?.subject)
  return (
    <section className="request-path" aria-label="Path of the last call">
      {path ? <Steps lab={lab} path={path} /> : <span className="path-steps">Nothing has gone this way yet.</span>}
      <span className="path-buttons">
        <button type="button" disabled={at <= 0} onClick={() => go(at - 1)}>
          <ChevronLeft size={14} strokeWidth={1.75} aria-hidden />
          previous
        </button>
        <button type="button" disabled={chosen < 0} onClick={() => go(at + 1)}>
          next
          <ChevronRight size={14} strokeWidth={1.75} aria-hidden />
        </button>
      </span>
    </section>
  )
}

const plain = (label: string | undefined): string => (label ?? '').replace(/<br\s*\/?>/g, ' ')

function Steps({ lab, path }: { readonly lab: AnyLab; readonly path: Path }) {
  const flow = lab.book.diagrams[path.diagram] as Flow
  const taken = path.parts.flatMap((part) => {
    const edge = flow.edges[part.slice(path.diagram.length + 1)]
    return edge ? [{ part, edge }] : []
  })
  // Ways that meet in one node, such as results that are read together, are one step.
  const edges = taken.filter(({ edge }, i) => {
    const before = taken[i - 1]?.edge.to
    return edge.to !== before || edge.from === before
  })
  const first = edges[0]?.edge.from
  return (
    <span className="path-steps">
      <span className="path-subject">
        {flow.subject} {path.subject}
      </span>
      {first !== undefined && flow.nodes[first]?.shape !== 'start' && <Node node={flow.nodes[first]} />}
      {edges.map(({ part, edge }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a loop goes the same way twice
        <span key={`${part} ${i}`} className="path-step">
          {i > 0 && (
            <button
              type="button"
              className="path-edge"
              aria-label={edge.label === undefined ? edge.means : undefined}
              onClick={() => inspect(part)}
            >
              {plain(edge.label)} <span aria-hidden>→</span>
            </button>
          )}
          <Node node={flow.nodes[edge.to]} />
        </span>
      ))}
    </span>
  )
}

function inspect(part: string): void {
  showGuide('why')
  pin(part)
}

function Node({ node }: { readonly node: FlowNode | undefined }) {
  if (!node) return null
  const { label, shape, tone, means } = node
  return (
    <span className={`path-node ${shape}`} data-tone={tone} data-hint={means}>
      {tone && <ToneShape tone={tone} />}
      {plain(label)}
    </span>
  )
}
