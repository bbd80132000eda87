import type { Millis } from '../../../units.ts'
import type { GossipParams } from '../params.ts'
import { comments, memberlistNotes, suspicionMultiplier, text, whole } from './settings.ts'

/** memberlist switches local health off when its score has no room above 0. */
const NO_HEALTH = 1
const LIFEGUARD_HEALTH = 8

const goDuration = (time: Millis): string => {
  if (time === 0) return '0'
  return time % 1000 === 0 ? `${time / 1000} * time.Second` : `${time} * time.Millisecond`
}

/** Assignments to a `memberlist.Config` named so. */
function settings(name: string, params: GossipParams): readonly string[] {
  const assigned: readonly (readonly [string, string | number])[] = [
    ['ProbeInterval', goDuration(params.probeInterval)],
    ['ProbeTimeout', goDuration(Math.min(params.probeTimeout, params.probeInterval))],
    ['IndirectChecks', params.indirectProbes],
    ['DisableTcpPings', String(!params.streamProbe)],
    ['SuspicionMult', suspicionMultiplier(params)],
    ['SuspicionMaxTimeoutMult', whole(params.suspicion ? params.suspicionStretch : 1)],
    ['AwarenessMaxMultiplier', params.localHealth ? LIFEGUARD_HEALTH : NO_HEALTH],
    ['RetransmitMult', params.retransmitMultiplier],
    ['GossipInterval', goDuration(params.gossipInterval)],
    ['GossipNodes', params.gossipFanout],
    ['GossipToTheDeadTime', goDuration(params.gossipToDead)],
    ['PushPullInterval', goDuration(params.exchangeInterval)],
  ]
  return assigned.map(([field, value]) => `\t${name}.${field} = ${value}`)
}

/** A function that returns a configuration of hashicorp/memberlist. */
export function memberlist(params: GossipParams): string {
  const notes = [...memberlistNotes(params)]
  if (params.reconnects && params.exchangeInterval > 0) {
    notes.push('memberlist does not try members again that it holds for dead: that is Serf, or your own call of Join.')
  }
  if (params.forgetAfter !== params.gossipToDead) {
    const here = params.forgetAfter === 0 ? 'never' : `after ${params.forgetAfter} ms`
    notes.push(
      `memberlist forgets the dead after GossipToTheDeadTime, when a round of probes ends; here that is ${here}.`,
    )
  }
  return text([
    'package cluster',
    '',
    'import (',
    '\t"time"',
    '',
    '\t"github.com/hashicorp/memberlist"',
    ')',
    '',
    ...comments('//', notes),
    'func config() *memberlist.Config {',
    '\tc := memberlist.DefaultLANConfig()',
    ...settings('c', params),
    '\treturn c',
    '}',
  ])
}

const DAY = '24 * time.Hour'

/** A function that returns a configuration of hashicorp/serf as a library. */
export function serf(params: GossipParams): string {
  const tries = params.reconnects && params.exchangeInterval > 0
  const kept = params.forgetAfter === 0 ? DAY : goDuration(params.forgetAfter)
  const notes = [
    'The agent of Serf takes these times only as the profile lan, wan or local; as a library it takes them one by one.',
    ...memberlistNotes(params),
    'Serf keeps those that failed or left on a list of its own, and tries one of the failed at random each time.',
  ]
  return text([
    'package cluster',
    '',
    'import (',
    '\t"time"',
    '',
    '\t"github.com/hashicorp/memberlist"',
    '\t"github.com/hashicorp/serf/serf"',
    ')',
    '',
    ...comments('//', notes),
    'func config() *serf.Config {',
    '\tm := memberlist.DefaultLANConfig()',
    ...settings('m', params),
    '\tc := serf.DefaultConfig()',
    '\tc.MemberlistConfig = m',
    `\tc.ReconnectInterval = ${tries ? goDuration(params.exchangeInterval) : DAY}`,
    `\tc.ReconnectTimeout = ${kept}`,
    `\tc.TombstoneTimeout = ${kept}`,
    '\treturn c',
    '}',
  ])
}
