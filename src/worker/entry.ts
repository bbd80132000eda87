import { catalog } from '../labs/catalog.ts'
import { work } from './job.ts'
import type { Job, Progress, Request } from './protocol.ts'
import { Session } from './session.ts'

/** What the page sends to a worker: requests to its session, or one job. */
export type Inbound = { readonly request: Request } | { readonly job: Job }

const session = new Session(catalog, () => performance.now())
const answer = (message: unknown): void => self.postMessage(message)

self.onmessage = ({ data }: MessageEvent<Inbound>): void => {
  if ('request' in data) {
    try {
      answer(session.handle(data.request))
    } catch (error) {
      answer({ id: data.request.id, failed: error instanceof Error ? error.message : String(error) })
    }
    return
  }
  try {
    for (const progress of work(catalog, data.job)) answer(progress satisfies Progress)
    answer({ finished: true })
  } catch (error) {
    answer({ failed: error instanceof Error ? error.message : String(error) })
  }
}
