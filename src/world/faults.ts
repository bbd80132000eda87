import type { Random } from '../sim/random.ts'

/** What can befall a call, as small whole numbers that fit typed columns. */
export const NO_FAULT = 0
/** Nobody listens: the connection is refused at once. */
export const CONNECTION_ERROR = 1
/** No answer ever comes. */
export const NO_ANSWER = 2
/** An answer that says the service failed: 5xx. */
export const SERVER_ERROR = 3
/** An answer that says the request was wrong: 4xx. */
export const CLIENT_ERROR = 4

/** Shares of calls that meet each fault, between 0 and 1. */
export interface FaultShares {
  readonly connectionErrors: number
  readonly lostAnswers: number
  readonly serverErrors: number
  readonly clientErrors: number
}

/** Draws what befalls a call: always one draw. Shares that sum to more than 1 leave no room for the later ones. */
export function drawFault(shares: FaultShares, random: Random): number {
  const at = random.uniform()
  let edge = shares.connectionErrors
  if (at < edge) return CONNECTION_ERROR
  edge += shares.lostAnswers
  if (at < edge) return NO_ANSWER
  edge += shares.serverErrors
  if (at < edge) return SERVER_ERROR
  edge += shares.clientErrors
  return at < edge ? CLIENT_ERROR : NO_FAULT
}
