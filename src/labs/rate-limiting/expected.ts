import { erlangB, md1kBlocking, poissonOverflow } from './laws.ts'
import type { LimiterParams } from './params.ts'

/** Larger than this a law takes too long to compute for every sample, or its exponentials vanish. */
const MOST_PLACES = 400
const MOST_MEAN = 700
const MOST_LOAD = 100

/** Whether one user's calls are a Poisson process, all of cost 1, so that what is refused follows a law. */
function poisson({ background, cost, gaps, pattern, users }: LimiterParams): boolean {
  if (users !== 1 || cost !== 1) return false
  return pattern === 'none' ? background > 0 && gaps === 'poisson' : pattern === 'poisson' && even(background, gaps)
}

/** The background leaves a Poisson process one: it is silent, or another one. */
const even = (background: number, gaps: LimiterParams['gaps']): boolean => background === 0 || gaps === 'poisson'

/** Whether a law says what share the followed limiter refuses. */
export const lawful = (given: LimiterParams): boolean => poisson(given) && lawOf(given) !== undefined

interface Law {
  readonly kind: 'erlang' | 'overflow' | 'queue'
  /** Places, and the load on them in the law's own terms: calls in a window, or offered rate ÷ rate. */
  readonly places: number
  readonly load: number
}

function lawOf(given: LimiterParams): Law | undefined {
  const { background, capacity, focus, limit, pattern, patternRate, refill, window } = given
  const offered = background + (pattern === 'poisson' ? patternRate : 0)
  const inWindow = (offered * window) / 1000
  switch (focus) {
    case 'slidingLog':
      return { kind: 'erlang', places: limit, load: inWindow }
    case 'fixedWindow':
      return inWindow > MOST_MEAN ? undefined : { kind: 'overflow', places: limit, load: inWindow }
    case 'tokenBucket':
    case 'leakyMeter':
    case 'gcra':
      return queue(capacity, offered / refill)
    case 'leakyQueue':
      return queue(capacity + 1, offered / refill)
    default:
      return undefined
  }
}

/** M/D/1/K; a leaky queue has one place more, its outlet. */
const queue = (places: number, load: number): Law | undefined =>
  places > MOST_PLACES || load > MOST_LOAD ? undefined : { kind: 'queue', places, load }

const last: { law: Law; share: number } = { law: { kind: 'erlang', places: 0, load: 0 }, share: NaN }

/** The share that the law of the followed limiter expects to be refused in the long run; NaN without a law. */
export function expectedRefused(given: LimiterParams): number {
  const law = poisson(given) ? lawOf(given) : undefined
  if (law === undefined) return NaN
  const { kind, load, places } = law
  if (last.law.kind !== kind || last.law.places !== places || last.law.load !== load) {
    last.law = law
    last.share = shareOf(law)
  }
  return last.share
}

function shareOf({ kind, load, places }: Law): number {
  if (kind === 'erlang') return erlangB(places, load)
  const refused = kind === 'overflow' ? poissonOverflow(places, load) : md1kBlocking(places, load)
  // Many places far above load 1 leave the range of numbers: then what flows in is all that passes.
  return Number.isNaN(refused) ? 1 - 1 / load : Math.max(0, refused)
}
