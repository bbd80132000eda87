/**
 * A pipeline of exponential stages with blocking after service as a Markov chain. A state is, for each stage from the
 * second on, its items, and for each stage but the last, whether its finished item waits: digits of one number.
 */
interface Chain {
  readonly stages: number
  readonly places: number
}

/** Items at each later stage, and blocked stages. */
interface State {
  readonly items: number[]
  readonly blocked: boolean[]
}

const keyOf = ({ items, blocked }: State): string => `${items.join(' ')} ${blocked.map(Number).join('')}`

/** Items at a stage; the first always has one. */
const at = (state: State, stage: number): number => (stage === 0 ? 1 : (state.items[stage - 1] as number))

const works = (state: State, stage: number): boolean => at(state, stage) > 0 && !state.blocked[stage]

/** The state after a working stage has finished. */
function after(chain: Chain, state: State, stage: number): State {
  const next: State = { items: [...state.items], blocked: [...state.blocked] }
  if (stage < chain.stages - 1) {
    if (at(state, stage + 1) === chain.places) {
      next.blocked[stage] = true
      return next
    }
    next.items[stage] = at(state, stage + 1) + 1
  }
  release(next, stage)
  return next
}

/** An item leaves a stage; the one blocked before it takes its place. */
function release(state: State, from: number): void {
  for (let stage = from; stage > 0; stage -= 1) {
    state.items[stage - 1] = at(state, stage) - 1
    if (!state.blocked[stage - 1]) return
    state.blocked[stage - 1] = false
    state.items[stage - 1] = at(state, stage) + 1
  }
}

/** Steps by rate 1 to other states, and whether the last stage works. */
interface Row {
  readonly to: readonly number[]
  readonly completes: boolean
}

function explore(chain: Chain): readonly Row[] {
  const first: State = {
    items: Array.from({ length: chain.stages - 1 }, () => 0),
    blocked: Array.from({ length: chain.stages - 1 }, () => false),
  }
  const states = [first]
  const numbers = new Map([[keyOf(first), 0]])
  const rows: Row[] = []
  for (let i = 0; i < states.length; i += 1) {
    const state = states[i] as State
    const to: number[] = []
    for (let stage = 0; stage < chain.stages; stage += 1) {
      if (!works(state, stage)) continue
      const next = after(chain, state, stage)
      const key = keyOf(next)
      if (!numbers.has(key)) {
        numbers.set(key, states.length)
        states.push(next)
      }
      to.push(numbers.get(key) as number)
    }
    rows.push({ to, completes: works(state, chain.stages - 1) })
  }
  return rows
}

/** Change of the throughput from which on the chain counts as settled. */
const SETTLED = 1e-9
const LONGEST = 20_000

/** Throughput by following the chain, made discrete with one step in 1 ÷ stages, until it no longer changes. */
function solve(chain: Chain): number {
  const rows = explore(chain)
  let shares = new Float64Array(rows.length).fill(1 / rows.length)
  let before = 0
  for (let round = 0; round < LONGEST; round += 1) {
    const next = new Float64Array(rows.length)
    let throughput = 0
    rows.forEach(({ to, completes }, i) => {
      const share = shares[i] as number
      if (completes) throughput += share
      next[i] = (next[i] as number) + share * (1 - to.length / chain.stages)
      for (const target of to) next[target] = (next[target] as number) + share / chain.stages
    })
    shares = next
    if (round % 20 === 19) {
      if (Math.abs(throughput - before) < SETTLED) return throughput
      before = throughput
    }
  }
  return before
}

const solved = new Map<string, number>()

/** Items that leave in a mean service time, from the chain's steady state; solved once for each pipeline. */
export function tandemThroughput(stages: number, places: number): number {
  const key = `${stages} ${places}`
  const known = solved.get(key)
  if (known !== undefined) return known
  const throughput = solve({ stages, places })
  solved.set(key, throughput)
  return throughput
}
