import type { Millis } from '../../../units.ts'
import type { GossipParams } from '../params.ts'
import { comments, memberlistNotes, suspicionMultiplier, text } from './settings.ts'

/** What the agent of Consul keeps at memberlist's values for a local network. */
const kept: Partial<Record<keyof GossipParams, { readonly value: number | boolean; readonly what: string }>> = {
  indirectProbes: { value: 3, what: 'indirect probes stay at 3' },
  streamProbe: { value: true, what: 'a late answer is always asked for by TCP too' },
  suspicionStretch: { value: 6, what: 'the longest suspicion stays at 6 times the shortest' },
  localHealth: { value: true, what: 'local health stays on' },
  gossipToDead: { value: 30_000, what: 'the dead are told for 30 s' },
  exchangeInterval: { value: 30_000, what: 'full exchanges stay at 30 s' },
}

const span = (time: Millis): string => (time % 1000 === 0 ? `${time / 1000}s` : `${time}ms`)

/** The gossip block of a Consul agent. */
export function consul(params: GossipParams): string {
  const fixed = Object.entries(kept).filter(([name, { value }]) => params[name as keyof GossipParams] !== value)
  const notes = [
    'Consul means these for very large clusters; servers and clients of a datacenter need the same.',
    ...fixed.map(([, { what }]) => `Not to be set here: ${what}.`),
    ...memberlistNotes(params),
    'Members that failed are forgotten after reconnect_timeout, a setting outside of this block: 72h, at least 8h.',
  ]
  return text([
    '# consul.hcl',
    ...comments('#', notes),
    'gossip_lan {',
    `  probe_interval  = "${span(params.probeInterval)}"`,
    `  probe_timeout   = "${span(Math.min(params.probeTimeout, params.probeInterval))}"`,
    `  suspicion_mult  = ${suspicionMultiplier(params)}`,
    `  retransmit_mult = ${params.retransmitMultiplier}`,
    `  gossip_interval = "${span(params.gossipInterval)}"`,
    `  gossip_nodes    = ${params.gossipFanout}`,
    '}',
  ])
}
