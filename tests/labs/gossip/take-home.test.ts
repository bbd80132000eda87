import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults, type Param } from '../../../src/lab/param.ts'
import { type GossipParams, params } from '../../../src/labs/gossip/params.ts'
import { gossipTakeHome } from '../../../src/labs/gossip/take-home.ts'
import { legal } from '../../scenario/arbitrary.ts'

const standing = defaults(params)
const lan: Partial<GossipParams> = {
  nodes: 100,
  watch: 'swim',
  probeInterval: 1000,
  probeTimeout: 500,
  indirectProbes: 3,
  streamProbe: true,
  suspicion: true,
  suspicionMultiplier: 4,
  suspicionStretch: 6,
  localHealth: true,
  buddy: true,
  retransmitMultiplier: 4,
  gossipInterval: 200,
  gossipFanout: 3,
  gossipToDead: 30_000,
  forgetAfter: 30_000,
  exchangeInterval: 30_000,
  remoteDead: 'suspect',
  probeOrder: 'roundRobin',
}

const exported = (key: string, set: Partial<GossipParams> = {}): string => {
  const target = gossipTakeHome.find((candidate) => candidate.key === key)
  if (!target) throw new Error(`no export to ${key}`)
  return target.text({ ...standing, ...lan, ...set })
}

const anyParams = fc.record(
  Object.fromEntries(Object.entries(params as Record<string, Param>).map(([name, param]) => [name, legal(param)])),
) as unknown as fc.Arbitrary<GossipParams>

/** Lines of each language: comment, blank, or what a setting looks like. */
const shapes: Readonly<Record<string, RegExp>> = {
  go: new RegExp(
    ['// .*', 'package \\w+', 'import \\(', '\\)', '\\}', '\t"[\\w./]+"', 'func config\\(\\) \\*\\w+\\.Config \\{']
      .concat(['\t\\w+(\\.\\w+)? :?= .+', '\treturn c', ''])
      .map((shape) => `^${shape}$`)
      .join('|'),
  ),
  hcl: /^(# .*|gossip_lan \{|\}| {2}\w+ += ("\d+m?s"|\d+)|)$/,
  yaml: /^(# .*|phi_convict_threshold: \d+(\.\d)?|)$/,
}

describe.each(gossipTakeHome)('$label', (target) => {
  test('is well formed for any parameters, without a number gone wrong', () => {
    fc.assert(
      fc.property(anyParams, (any) => {
        const text = target.text(any)
        expect(text).not.toMatch(/NaN|Infinity|undefined|\d{9,}|\.\d{4,}/)
        expect(text.split('\n').filter((line) => !shapes[target.language]?.test(line))).toEqual([])
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(140)
      }),
      { numRuns: 80 },
    )
  })
})

describe('memberlist', () => {
  test('gets the values of its own default for a local network from the parameters that stand for it', () => {
    const lines = exported('memberlist').split('\n')
    expect(lines.filter((line) => line.startsWith('\tc.'))).toEqual([
      '\tc.ProbeInterval = 1 * time.Second',
      '\tc.ProbeTimeout = 500 * time.Millisecond',
      '\tc.IndirectChecks = 3',
      '\tc.DisableTcpPings = false',
      '\tc.SuspicionMult = 4',
      '\tc.SuspicionMaxTimeoutMult = 6',
      '\tc.AwarenessMaxMultiplier = 8',
      '\tc.RetransmitMult = 4',
      '\tc.GossipInterval = 200 * time.Millisecond',
      '\tc.GossipNodes = 3',
      '\tc.GossipToTheDeadTime = 30 * time.Second',
      '\tc.PushPullInterval = 30 * time.Second',
    ])
  })

  test('is told what it cannot do in comments, and only then', () => {
    const plain: Partial<GossipParams> = { way: 'push', interest: 'counter', response: 'blind', reconnects: false }
    const notes = (set: Partial<GossipParams>) =>
      exported('memberlist', { ...plain, ...set })
        .split('\n')
        .filter((line) => line.startsWith('// '))
    expect(notes({})).toHaveLength(1)
    const cases: readonly Partial<GossipParams>[] = [
      { suspicion: false },
      { suspicionMultiplier: 2.5 },
      { probeOrder: 'random' },
      { buddy: false },
      { remoteDead: 'dead' },
      { reconnects: true },
      { forgetAfter: 0 },
      { watch: 'off' },
    ]
    for (const set of cases) expect(notes(set)).toHaveLength(2)
    expect(notes({ way: 'pull' }).join(' ')).toContain('no counterpart')
  })

  test('switches local health off by leaving its score no room, and rounds a multiplier up', () => {
    const text = exported('memberlist', { localHealth: false, suspicionMultiplier: 2.5, gossipInterval: 0 })
    expect(text).toContain('AwarenessMaxMultiplier = 1\n')
    expect(text).toContain('SuspicionMult = 3\n')
    expect(text).toContain('GossipInterval = 0\n')
  })
})

test('Serf is told how often to try those that failed', () => {
  expect(exported('serf', { reconnects: true })).toContain('c.ReconnectInterval = 30 * time.Second')
  expect(exported('serf', { reconnects: false })).toContain('c.ReconnectInterval = 24 * time.Hour')
  expect(exported('serf', { forgetAfter: 0 })).toContain('c.TombstoneTimeout = 24 * time.Hour')
  expect(exported('serf', { forgetAfter: 5000 })).toContain('c.ReconnectTimeout = 5 * time.Second')
})

test('Consul gets the block that it takes, and says what stays as it is', () => {
  const text = exported('consul', { indirectProbes: 1, probeTimeout: 250 })
  expect(text).toContain('  probe_timeout   = "250ms"\n')
  expect(text).toContain('indirect probes stay at 3.')
  expect(exported('consul')).not.toContain('Not to be set here')
})

test('Cassandra gets the threshold that waits as long, within what it starts with', () => {
  expect(exported('cassandra', { nodes: 1000 })).toContain('phi_convict_threshold: 5.6\n')
  expect(exported('cassandra', { nodes: 5 })).toContain('phi_convict_threshold: 5\n')
  expect(exported('cassandra', { nodes: 5 })).toContain('threshold of 2.2; Cassandra starts only with 5 to 16.')
  expect(exported('cassandra', { suspicionMultiplier: 10, probeInterval: 10_000 })).toContain('threshold: 16\n')
})
