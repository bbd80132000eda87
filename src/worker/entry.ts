import type { AnyLab } from '../lab/lab.ts'
import { loadLab } from '../labs/catalog.ts'
import { work } from './job.ts'
import type { Job, Progress, Request } from './protocol.ts'
import { Session } from './session.ts'

/** What the page sends to a worker: requests to its session, one job, or the name of a lab that it will need. */
export type Inbound = { readonly request: Request } | { readonly job: Job } | { readonly prepare: string }

/** The labs that were asked for so far. */
const labs: AnyLab[] = []
const session = new Session(labs, () => performance.now())
const answer = (message: unknown): void => self.postMessage(message)

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Requests are answered in the order in which they came, also while a lab loads. */
let turn: Promise<void> = Promise.resolve()

self.onmessage = ({ data }: MessageEvent<Inbound>): void => {
  // What cannot be loaded now is asked for again, and then it is told.
  if ('prepare' in data) fetchLab(data.prepare).catch(() => undefined)
  else turn = 'request' in data ? turn.then(() => respond(data.request)) : labour(data.job)
}

async function respond(request: Request): Promise<void> {
  try {
    if (request.kind === 'open') await fetchLab(request.scenario.lab)
    answer(session.handle(request))
  } catch (error) {
    answer({ id: request.id, failed: reason(error) })
  }
}

async function labour(job: Job): Promise<void> {
  try {
    await fetchLab(job.lab)
    for (const progress of work(labs, job)) answer(progress satisfies Progress)
    answer({ finished: true })
  } catch (error) {
    answer({ failed: reason(error) })
  }
}

async function fetchLab(id: string): Promise<void> {
  if (labs.some((lab) => lab.id === id)) return
  const lab = await loadLab(id)
  if (lab && !labs.includes(lab)) labs.push(lab)
}
