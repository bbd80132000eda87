import { bodyOf, bodyText, healthMediaType } from '../../../engines/health/body.ts'
import { ask, type Endpoint, endpointPath } from '../../../engines/health/endpoint.ts'
import type { Dashboard, ReplicaRow } from './dashboard.ts'

/** What comes back from a call. */
export interface Response {
  readonly request: string
  /** HTTP status with its words, or what happens instead of an answer. */
  readonly line: string
  readonly tone: 'fine' | 'caution' | 'failed' | 'suspect'
  /** Media type and body; absent when there is no answer. */
  readonly type?: string
  readonly body?: string
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 503: 'Service Unavailable' }
const tones = { healthy: 'fine', degraded: 'caution', unhealthy: 'failed' } as const

/** Calls an endpoint of a replica at the moment that the dashboard shows. */
export function call({ now, rules }: Dashboard, { name, reach, service }: ReplicaRow, endpoint: Endpoint): Response {
  const request = `GET ${name}${endpointPath[endpoint]}`
  if (reach === 'refused') return { request, line: 'connection refused: no process listens', tone: 'failed' }
  if (reach === 'silent') return { request, line: 'no answer: the process hangs', tone: 'suspect' }
  const answer = ask(endpoint, service, rules, now)
  return {
    request,
    line: `${answer.http} ${reasons[answer.http] ?? ''}`,
    tone: tones[answer.status],
    type: healthMediaType,
    body: bodyText(bodyOf(answer, service, rules, now)),
  }
}
