import { type Endpoint, endpointPath } from '../../../engines/health/endpoint.ts'
import { clock } from '../../../units.ts'
import type { Dashboard, ReplicaRow } from '../reading/dashboard.ts'
import { call } from '../reading/response.ts'
import { Shape } from './Shape.tsx'

const endpoints = Object.keys(endpointPath) as Endpoint[]

interface ResponsePanelProps {
  readonly board: Dashboard
  readonly row: ReplicaRow
  readonly endpoint: Endpoint
  readonly onCall: (endpoint: Endpoint) => void
}

/** The endpoints of a replica, and what the one called last says at the moment shown. */
export function ResponsePanel({ board, row, endpoint, onCall }: ResponsePanelProps) {
  const { body, line, request, tone, type } = call(board, row, endpoint)
  return (
    <section className="health-response" aria-label="Endpoints">
      <fieldset className="health-endpoints">
        <legend className="unseen">Call an endpoint of {row.name}</legend>
        {endpoints.map((each) => (
          <button
            key={each}
            type="button"
            className="health-chip"
            aria-pressed={each === endpoint}
            onClick={() => onCall(each)}
          >
            {endpointPath[each]}
          </button>
        ))}
      </fieldset>
      <p className="health-request">
        <code>{request}</code>
        <span>at {clock(board.now)}</span>
      </p>
      <p className="health-line" data-tone={tone} data-testid="health-line">
        <Shape tone={tone} />
        <b>{line}</b>
        {type !== undefined && <code>{type}</code>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="health-body" tabIndex={0} data-testid="health-body">
        {body ?? ''}
      </pre>
    </section>
  )
}
