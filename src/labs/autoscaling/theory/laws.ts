import { exp } from '../../../sim/exact.ts'

/** Erlang's loss formula (1917): blocking of `servers` places at an offered load of `load`, by its stable recursion. */
function erlangB(servers: number, load: number): number {
  let blocking = 1
  for (let n = 1; n <= servers; n += 1) blocking = (load * blocking) / (n + load * blocking)
  return blocking
}

/** Share of requests that wait before `servers` instances of one queue, each `rho` of its time at work. */
export function erlangC(servers: number, rho: number): number {
  const blocking = erlangB(servers, servers * rho)
  return blocking / (1 - rho + rho * blocking)
}

/** Mean wait in service times: Erlang C ÷ (c (1 − ρ)). */
export const erlangWait = (servers: number, rho: number): number => erlangC(servers, rho) / (servers * (1 - rho))

const SQUARE_ROOT_OF_TWO_PI = 2.5066282746310002

/** Density and distribution of the standard normal law, the latter by its series around 0. */
const density = (x: number): number => exp((-x * x) / 2) / SQUARE_ROOT_OF_TWO_PI

function distribution(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (x * x) / (2 * n + 1)
    sum += term
  }
  return 0.5 + density(x) * sum
}

/** Share of requests that wait for load R on R + β√R instances, as R grows: 1 ÷ (1 + β Φ(β) ÷ φ(β)). */
export const halfinWhitt = (beta: number): number => 1 / (1 + (beta * distribution(beta)) / density(beta))
