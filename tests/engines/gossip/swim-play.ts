import { ALIVE, incarnationOf, memberStates, stateOf } from '../../../src/engines/gossip/member.ts'
import { viewOf } from '../../../src/engines/gossip/swim.ts'
import { type SwimConfig, swimProfiles } from '../../../src/engines/gossip/swim-config.ts'
import { createGroup, type Group } from '../../../src/labs/gossip/group.ts'
import { Random, seededStreams } from '../../../src/sim/random.ts'
import type { NetworkConfig } from '../../../src/world/network.ts'

export const quickLinks: NetworkConfig = {
  latencyDistribution: 'constant',
  latency: 10,
  latencyVariation: 1,
  jitter: 0,
  loss: 0,
  duplication: 0,
}

export interface Setting {
  readonly config?: Partial<SwimConfig>
  readonly links?: Partial<NetworkConfig>
  readonly seed?: number
  readonly nodes?: number
}

/** A group with the parameters of a local network, but without what hides losses and deaths, and every change noted. */
export function group(members: number, setting: Setting = {}): Group & { readonly changes: Change[] } {
  const random = new Random(seededStreams(setting.seed ?? 1, ['group']), 0)
  const config: SwimConfig = { ...swimProfiles.lan, streamProbe: false, forgetAfter: 0, ...setting.config }
  const created = createGroup(config, { ...quickLinks, ...setting.links }, members, random, setting.nodes)
  const changes: Change[] = []
  created.watch = ({ swim: { out }, now }) => {
    for (let i = 0; i < out.changes; i += 1) {
      changes.push({
        at: now,
        observer: out.observer[i] as number,
        member: out.member[i] as number,
        before: named(out.before[i] as number),
        after: named(out.after[i] as number),
        confirmations: out.confirmations[i] as number,
        left: out.left[i] as number,
      })
    }
  }
  return Object.assign(created, { changes })
}

export interface Change {
  readonly at: number
  readonly observer: number
  readonly member: number
  readonly before: string
  readonly after: string
  readonly confirmations: number
  readonly left: number
}

/** A belief in words: "suspect 2", or "unknown". */
export const named = (belief: number): string =>
  belief < ALIVE ? 'unknown' : `${memberStates[stateOf(belief)]} ${incarnationOf(belief)}`

/** What every running node believes of `member`, each view once. */
export function views({ swim }: Group, member: number): readonly string[] {
  const running = [...swim.up.keys()].filter((node) => swim.up[node] !== 0)
  return [...new Set(running.map((observer) => named(viewOf(swim, observer, member))))]
}
