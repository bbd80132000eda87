import { log } from '../../../sim/exact.ts'
import { number } from '../../../units.ts'
import type { GossipParams } from '../params.ts'
import { comments, decimal, shortest, text } from './settings.ts'

/** Cassandra gossips once a second, and that is not a setting. */
const HEARTBEAT = 1000
/** Outside of this, Cassandra does not start (org.apache.cassandra.config.DatabaseDescriptor). */
const LEAST = 5
const MOST = 16

/** The threshold of Cassandra's detector that waits about as long as a probe and a confirmed suspicion do here. */
export function cassandra(params: GossipParams): string {
  const wait = params.probeInterval + shortest(params)
  const wanted = wait / HEARTBEAT / log(10)
  const threshold = Math.min(MOST, Math.max(LEAST, wanted))
  const notes = [
    `Here a silent member is dead ${number(wait / 1000)} s after the probe that failed, if others confirm it.`,
    'Cassandra convicts after threshold · ln 10 · mean gap between heartbeats, and one comes a second: its detector',
    'takes gaps for exponential and needs no probes.',
  ]
  if (threshold !== wanted) {
    notes.push(`That would be a threshold of ${decimal(wanted, 1)}; Cassandra starts only with ${LEAST} to ${MOST}.`)
  }
  return text([
    '# cassandra.yaml',
    ...comments('#', notes),
    ...comments('#', [
      'Gossip is a push-pull of digests with one live node a second, at times one that is down and a seed: round',
      'period, fan-out, loss of interest and probes are not settings. There is no suspicion to refute either;',
      'a node that was convicted is up again with its next heartbeat.',
    ]),
    `phi_convict_threshold: ${decimal(threshold, 1)}`,
  ])
}
