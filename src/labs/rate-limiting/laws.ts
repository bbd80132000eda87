import { exp } from '../../sim/exact.ts'

/** Erlang's loss formula (1917): blocking of `servers` places at an offered load of `load`, by its stable recursion. */
export function erlangB(servers: number, load: number): number {
  let blocking = 1
  for (let n = 1; n <= servers; n += 1) blocking = (load * blocking) / (n + load * blocking)
  return blocking
}

/**
 * Share refused by a fixed window of `limit` under Poisson arrivals with `mean` per window: what overflows, 1 − E
 * min(X, limit) ÷ mean.
 */
export function poissonOverflow(limit: number, mean: number): number {
  let probability = exp(-mean)
  let below = 0
  let passed = 0
  for (let n = 0; n < limit; n += 1) {
    passed += n * probability
    below += probability
    probability *= mean / (n + 1)
  }
  return 1 - (passed + limit * (1 - below)) / mean
}

/**
 * Blocking of M/D/1/K at load `load`, `places` with the one in service: the chain embedded at departures, solved by
 * up-crossings against down-crossings of each level, so that every term is positive.
 */
export function md1kBlocking(places: number, load: number): number {
  const arrivals = [exp(-load)]
  for (let n = 1; n <= places; n += 1) arrivals.push(((arrivals[n - 1] ?? 0) * load) / n)
  const none = arrivals[0] ?? 0
  const more = upperTails(arrivals)
  const left = [1]
  for (let level = 0; level + 1 < places; level += 1) {
    let up = more[level] ?? 0
    for (let from = 1; from <= level; from += 1) up += (left[from] ?? 0) * (more[level - from + 1] ?? 0)
    left.push(up / none)
  }
  const empty = 1 / left.reduce((sum, weight) => sum + weight, 0)
  return 1 - 1 / (empty + load)
}

/** At n: the probability of more than n arrivals. */
function upperTails(probabilities: readonly number[]): number[] {
  let below = 0
  return probabilities.map((probability) => {
    below += probability
    return Math.max(0, 1 - below)
  })
}
