import { acquire, extend, release } from '../../../src/engines/lock/holding.ts'
import {
  answer,
  close,
  type QuorumConfig,
  type Round,
  redlockNode,
  startRound,
} from '../../../src/engines/lock/quorum.ts'
import { createService } from '../../../src/engines/lock/service.ts'
import { createClocks, setRate, stepClock, wallTime, whenWallShows } from '../../../src/world/clocks.ts'

/** A wish of a client: when, for how long it works, whether it extends, how slow each message is (Infinity: lost). */
export interface Wish {
  readonly client: number
  readonly at: number
  readonly work: number
  readonly extends: boolean
  readonly delays: readonly number[]
}

/** A clock that is set on. */
export interface Jump {
  readonly node: number
  readonly at: number
  readonly by: number
}

/** A stretch of true time in which a client relied on a majority. */
export interface Reliance {
  readonly client: number
  readonly owner: number
  from: number
  until: number
}

export interface Setting {
  readonly config: QuorumConfig
  readonly ttl: number
  /** By node, then by client: rate and offset of their clocks. */
  readonly rates: readonly number[]
  readonly offsets: readonly number[]
  readonly wishes: readonly Wish[]
  readonly jumps: readonly Jump[]
}

/** Plays the wishes on real nodes with real clocks, message by message in true time; gives who relied on what when. */
export function playQuorum({ config, ttl, rates, offsets, wishes, jumps }: Setting): readonly Reliance[] {
  const { nodes } = config
  const clocks = createClocks(rates.length)
  rates.forEach((rate, node) => {
    setRate(clocks, node, rate, 0)
    stepClock(clocks, node, offsets[node] ?? 0)
  })
  const services = Array.from({ length: nodes }, () => createService(1))
  const reliances: Reliance[] = []
  const queue: { at: number; do: (now: number) => void }[] = []
  const schedule = (at: number, deed: (now: number) => void) => {
    if (at < Infinity) queue.push({ at, do: deed })
  }

  const ask = (
    wish: Wish,
    owner: number,
    kind: 'acquire' | 'extend',
    now: number,
    won: (round: Round, now: number) => void,
  ) => {
    const own = nodes + wish.client - 1
    const round = startRound(config, ttl, wallTime(clocks, own, now))
    const claim = { client: wish.client, owner }
    services.forEach((service, node) => {
      const there = wish.delays[node] ?? 1
      const back = wish.delays[nodes + node] ?? 1
      schedule(now + there, (arrived) => {
        const reading = wallTime(clocks, node, arrived)
        const yes =
          kind === 'acquire'
            ? acquire(service, redlockNode, 0, claim, ttl, reading) === 'granted'
            : extend(service, redlockNode, 0, claim, 0, ttl, reading) === 'extended'
        schedule(arrived + back, (heard) => {
          if (round.verdict === 'open' && answer(round, config, node, yes, wallTime(clocks, own, heard)) === 'won')
            won(round, heard)
        })
      })
    })
    schedule(now + ttl, (late) => close(round, wallTime(clocks, own, late)))
  }

  wishes.forEach((wish, index) => {
    const owner = index + 1
    const own = nodes + wish.client - 1
    const end = (round: Round, now: number) => whenWallShows(clocks, own, round.validUntil, now)
    const finish = (reliance: Reliance, now: number) => {
      if (now < reliance.until) reliance.until = now
      services.forEach((service, node) => {
        schedule(now + (wish.delays[node] ?? 1), (arrived) => {
          release(service, redlockNode, 0, { client: wish.client, owner }, wallTime(clocks, node, arrived))
        })
      })
    }
    schedule(wish.at, (now) =>
      ask(wish, owner, 'acquire', now, (round, won) => {
        const reliance = { client: wish.client, owner, from: won, until: end(round, won) }
        reliances.push(reliance)
        schedule(won + wish.work, (done) => finish(reliance, done))
        if (wish.extends)
          ask(wish, owner, 'extend', won, (longer, heard) => {
            if (heard < reliance.until) reliance.until = Math.max(reliance.until, end(longer, heard))
          })
      }),
    )
  })
  for (const { node, at, by } of jumps) schedule(at, () => stepClock(clocks, node, by))

  for (;;) {
    queue.sort((a, b) => a.at - b.at)
    const next = queue.shift()
    if (!next) return reliances
    next.do(next.at)
  }
}

/** Two stretches of different acquisitions that overlap; undefined if there are none. */
export function overlap(reliances: readonly Reliance[]): readonly [Reliance, Reliance] | undefined {
  for (const one of reliances)
    for (const other of reliances)
      if (one.owner < other.owner && one.from < other.until && other.from < one.until) return [one, other]
  return undefined
}
