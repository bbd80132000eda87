import type { ChartWindow, Command, Frame, Job, Progress, Request } from './protocol.ts'
import { sharing } from './sharing.ts'

/** The page's end of the session: one promise a command. A worker that dies rejects whatever is open, once. */
export interface Client {
  /**
   * Sends a command; with `detail`, the frame carries details for that chart window, with `view` what that view of the
   * lab shows. Rejects with the worker's own words.
   */
  send(command: Command, detail?: ChartWindow, view?: string): Promise<Frame>
  /** Works a job in a worker of its own. `onProgress` hears every piece; the promise gives the last one. */
  run(job: Job, onProgress: (progress: Progress) => void, signal?: AbortSignal): Promise<Progress>
  /** Lets the worker load a lab before it is asked to open it. */
  prepare(lab: string): void
  /** Called when the worker is gone; the client must then be replaced. */
  onLost(listener: (why: string) => void): void
  close(): void
}

type Answer = Frame | { readonly id: number; readonly failed: string }
type JobAnswer = Progress | { readonly finished: true } | { readonly failed: string }

const startWorker = (): Worker => new Worker(new URL('./entry.ts', import.meta.url), { type: 'module' })

interface Waiting {
  readonly resolve: (frame: Frame) => void
  readonly reject: (error: Error) => void
}

/** Starts the session's worker. */
export function createClient(): Client {
  const worker = startWorker()
  const waiting = new Map<number, Waiting>()
  const listeners: ((why: string) => void)[] = []
  let sent = 0
  let newest: Frame | undefined
  const lose = (why: string): void => {
    for (const { reject } of waiting.values()) reject(new Error(why))
    waiting.clear()
    for (const listener of listeners) listener(why)
  }
  worker.onmessage = ({ data }: MessageEvent<Answer>): void => {
    const open = waiting.get(data.id)
    waiting.delete(data.id)
    if ('failed' in data) open?.reject(new Error(data.failed))
    else {
      newest = sharing(data, newest)
      open?.resolve(newest)
    }
  }
  worker.onerror = (event): void => {
    event.preventDefault()
    lose(event.message || 'the worker stopped')
  }
  return {
    send(command, detail, view) {
      sent += 1
      const request: Request = { ...command, id: sent, ...(detail && { detail }), ...(view !== undefined && { view }) }
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve, reject })
        worker.postMessage({ request })
      })
    },
    prepare: (lab) => worker.postMessage({ prepare: lab }),
    run: runJob,
    onLost: (listener) => void listeners.push(listener),
    close: () => worker.terminate(),
  }
}

function runJob(job: Job, onProgress: (progress: Progress) => void, signal?: AbortSignal): Promise<Progress> {
  const worker = startWorker()
  return new Promise<Progress>((resolve, reject) => {
    let last: Progress | undefined
    signal?.addEventListener('abort', () => reject(new Error('cancelled')), { once: true })
    worker.onerror = (event): void => reject(new Error(event.message || 'the worker stopped'))
    worker.onmessage = ({ data }: MessageEvent<JobAnswer>): void => {
      if ('failed' in data) reject(new Error(data.failed))
      else if ('finished' in data) last ? resolve(last) : reject(new Error('the job had no pieces'))
      else {
        last = data
        onProgress(data)
      }
    }
    worker.postMessage({ job })
  }).finally(() => worker.terminate())
}
