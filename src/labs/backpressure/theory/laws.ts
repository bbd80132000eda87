import { power } from '../../../sim/exact.ts'

/** Erlang's loss formula (1917): blocking of `servers` places at an offered load of `load`, by its stable recursion. */
export function erlangB(servers: number, load: number): number {
  let blocking = 1
  for (let n = 1; n <= servers; n += 1) blocking = (load * blocking) / (n + load * blocking)
  return blocking
}

/** Share lost by M/M/1/K, `places` with the one in service: (1 − ρ) ρᴷ ÷ (1 − ρᴷ⁺¹), and 1 ÷ (K + 1) at ρ = 1. */
export function boundedLoss(places: number, load: number): number {
  if (Math.abs(load - 1) < 1e-9) return 1 / (places + 1)
  return ((1 - load) * power(load, places)) / (1 - power(load, places + 1))
}

/** Mean wait of M/G/1 after Pollaczek and Khinchine: ρ (1 + c²) ÷ (2 (1 − ρ)) service times. */
export const pollaczekWait = (load: number, variation: number): number => (load * (1 + variation)) / (2 * (1 - load))
