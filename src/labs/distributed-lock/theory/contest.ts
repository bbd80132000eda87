import { type BackoffConfig, backoffWait } from '../../../engines/backoff.ts'
import type { Random } from '../../../sim/random.ts'
import type { Millis } from '../../../units.ts'

/** Message delays: normal, folded at 0. */
const DELAY: Millis = 10
const DEVIATION: Millis = 2

/** What a client's one message on its way is. */
const READ = 0
const WRITE = 2
const WRITE_ANSWER = 3

const WON = -1

/** What a contest took: writes that reached the server, and the time until the last client had succeeded. */
export interface Contest {
  readonly calls: number
  readonly time: Millis
}

/**
 * Clients that each change the same row once, without a lock: each reads its version and writes with it; if another was
 * faster, it backs off and begins anew. The attempt counts from 1, so that the first wait is doubled already.
 */
export function contest(clients: number, config: BackoffConfig, random: Random): Contest {
  const delay = (): Millis => Math.abs(random.normal(DELAY, DEVIATION))
  const due = Float64Array.from({ length: clients }, delay)
  const message = new Uint8Array(clients)
  const seen = new Int32Array(clients)
  const attempt = new Int32Array(clients)
  const wait = new Float64Array(clients).fill(config.backoffBase)
  let version = 0
  let calls = 0
  let time = 0
  for (let next = earliest(due); due[next] !== Infinity; next = earliest(due)) {
    time = due[next] as number
    due[next] = time + delay()
    const kind = message[next] as number
    message[next] = (kind + 1) % 4
    if (kind === READ) seen[next] = version
    else if (kind === WRITE) {
      calls += 1
      if (seen[next] === version) {
        version += 1
        seen[next] = WON
      }
    } else if (kind === WRITE_ANSWER && seen[next] === WON) due[next] = Infinity
    else if (kind === WRITE_ANSWER) {
      attempt[next] = (attempt[next] as number) + 1
      wait[next] = backoffWait(config, attempt[next] as number, wait[next] as number, random.uniform())
      due[next] = (due[next] as number) + (wait[next] as number)
    }
  }
  return { calls, time }
}

function earliest(due: Float64Array): number {
  let first = 0
  for (let i = 1; i < due.length; i += 1) if ((due[i] as number) < (due[first] as number)) first = i
  return first
}
