/** Exact logarithm and exponential, handed to an engine whose results decide events; `sim/exact.ts` has them. */
export interface Maths {
  /** Natural logarithm. */
  log(x: number): number
  /** e to the x. */
  exp(x: number): number
}
