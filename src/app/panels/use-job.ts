import { useEffect, useRef, useState } from 'react'
import type { Job, Progress } from '../../worker/protocol.ts'
import { work } from '../state/run.ts'

/** A job of many runs: how far it is, and what it gave so far. */
export interface JobState {
  readonly progress: Progress | undefined
  readonly running: boolean
  /** Wall time from the start to the last piece, in milliseconds. */
  readonly took: number
  readonly failure: string | undefined
  readonly start: (job: Job) => void
  readonly cancel: () => void
}

const idle = { progress: undefined, running: false, took: 0, failure: undefined }

type Known = Pick<JobState, 'progress' | 'running' | 'took' | 'failure'>

/** Works one job at a time; cancelling keeps what is known so far, leaving the page cancels. */
export function useJob(): JobState {
  const [known, setKnown] = useState<Known>(idle)
  const aborter = useRef<AbortController>(undefined)
  useEffect(() => () => aborter.current?.abort(), [])
  const start = (job: Job): void => {
    aborter.current?.abort()
    const own = new AbortController()
    aborter.current = own
    const began = performance.now()
    setKnown({ ...idle, running: true })
    const hear = (progress: Progress): void => {
      if (!own.signal.aborted) setKnown({ ...idle, running: true, progress, took: performance.now() - began })
    }
    work(job, hear, own.signal).then(
      (progress) => setKnown({ ...idle, progress, took: performance.now() - began }),
      (failure: unknown) => {
        const failed = own.signal.aborted ? undefined : failure instanceof Error ? failure.message : String(failure)
        if (aborter.current === own) setKnown((before) => ({ ...before, running: false, failure: failed }))
      },
    )
  }
  return { ...known, start, cancel: () => aborter.current?.abort() }
}

/** How far a job is, in words: "2 of 5, about 3 s left". */
export function progressText({ progress, took }: JobState): string {
  if (!progress) return 'Starting'
  const { done, total } = progress
  const left = Math.ceil(((took / done) * (total - done)) / 1000)
  return `${done} of ${total}, about ${left} s left`
}
