import { measure, places } from '../experiment/law.ts'
import { type AnySearch, search } from '../experiment/search.ts'
import { verdict } from '../experiment/verdict.ts'
import type { AnyLab } from '../lab/lab.ts'
import type { Challenge } from '../lab/lesson.ts'
import type { Theory } from '../lab/theory.ts'
import type { Job, Progress } from './protocol.ts'

/** A search tells how far it is after so many runs. */
const TOLD_EVERY = 10

/** Works a job piece by piece: each step of the iteration is one more run, with all results so far. */
export function* work(labs: readonly AnyLab[], job: Job): Generator<Progress> {
  const lab = labs.find((candidate) => candidate.id === job.lab)
  if (!lab) throw new Error(`there is no lab ${job.lab}`)
  if (job.kind === 'challenge') {
    const challenge = (lab.challenges as readonly Challenge<never>[]).find(({ key }) => key === job.challenge)
    if (!challenge) throw new Error(`${lab.id} has no challenge ${job.challenge}`)
    yield* pieces(
      challenge.seeds,
      (seed) => verdict(lab, challenge, job.params, seed),
      (seeds) => ({ kind: 'challenge', seeds }),
    )
  } else if (job.kind === 'search') {
    const sought = (lab.searches as readonly AnySearch[] | undefined)?.find(({ key }) => key === job.search)
    if (!sought) throw new Error(`${lab.id} has no search ${job.search}`)
    for (const result of search(lab, sought, job.params, job.seed, job.runs)) {
      const last = result.found !== undefined || result.runs === job.runs
      if (!last && result.runs % TOLD_EVERY !== 0) continue
      yield { done: result.runs, total: result.found ? result.runs : job.runs, result: { kind: 'search', ...result } }
    }
  } else {
    const theory = (lab.theory as readonly Theory[]).find(({ key }) => key === job.law)
    if (!theory) throw new Error(`${lab.id} has no law ${job.law}`)
    yield* pieces(
      places(theory),
      (row) => measure(theory, row, job.seed),
      (points) => ({ kind: 'theory', points }),
    )
  }
}

function* pieces<Piece, Part>(
  all: readonly Piece[],
  run: (piece: Piece) => Part,
  result: (parts: readonly Part[]) => Progress['result'],
): Generator<Progress> {
  const parts: Part[] = []
  for (const piece of all) {
    parts.push(run(piece))
    yield { done: parts.length, total: all.length, result: result([...parts]) }
  }
}
