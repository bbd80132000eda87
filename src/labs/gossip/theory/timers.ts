import {
  neededConfirmations,
  retransmitLimit,
  shortestSuspicion,
  suspicionTimeout,
} from '../../../engines/gossip/swim-config.ts'
import { coordinate, type Measured, type Theory } from '../../../lab/theory.ts'
import { exp, log } from '../../../sim/exact.ts'

const maths = { log, exp }
const exactly = (value: number): Measured => ({ value, error: 0 })
const log10 = (x: number): number => log(x) / log(10)
const source = 'HashiCorp memberlist, util.go and suspicion.go'
/** Below this, a logarithm is taken for the whole number that it misses. */
const ROUNDING = 1e-9

const retransmits: Theory = {
  key: 'retransmitLimit',
  title: 'How often a node passes one news on',
  law: 'multiplier · ⌈log₁₀(n + 1)⌉',
  source,
  pitfall: 'One node alone sends its news to nobody four times; an empty group has a limit of 0.',
  x: { name: 'n', label: 'Members n', min: 1, max: 10_000, log: true, whole: true },
  y: { label: 'Times sent by each node' },
  curves: [{ multiplier: 4 }],
  expected: (at) => coordinate(at, 'multiplier') * Math.ceil(log10(coordinate(at, 'n') + 1) - ROUNDING),
  measure: (at) => exactly(retransmitLimit(coordinate(at, 'multiplier'), Math.round(coordinate(at, 'n')))),
  replications: 1,
  rows: [
    [9, 4],
    [10, 8],
    [99, 8],
    [100, 12],
    [1000, 16],
  ].map(([n = 0, printed = 0]) => ({ at: { multiplier: 4, n }, printed, absolute: 0 })),
}

const suspicion: Theory = {
  key: 'suspicionTimeout',
  title: 'How long a suspicion lasts at least',
  law: 'multiplier · max(1, log₁₀ n) · probe interval',
  source,
  pitfall: 'Below ten members the time no longer shrinks with the group.',
  x: { name: 'n', label: 'Members n', min: 1, max: 10_000, log: true, whole: true },
  y: { label: 'Seconds' },
  curves: [{ multiplier: 4, interval: 1 }],
  expected: (at) => coordinate(at, 'multiplier') * Math.max(1, log10(coordinate(at, 'n'))) * coordinate(at, 'interval'),
  measure(at) {
    const interval = 1000 * coordinate(at, 'interval')
    const n = Math.round(coordinate(at, 'n'))
    return exactly(shortestSuspicion(coordinate(at, 'multiplier'), n, interval, maths) / 1000)
  },
  replications: 1,
  rows: [3, 30, 100, 1000].map((n) => ({ at: { multiplier: 4, interval: 1, n } })),
}

const lifeguard: Theory = {
  key: 'shrinkingSuspicion',
  title: 'A suspicion gets shorter as others confirm it',
  law: 'max(min, max − (max − min) · ln(C + 1) ÷ ln(K + 1))',
  source: 'HashiCorp memberlist, suspicion.go; Dadgar, Phillips, Currey, Lifeguard, 2017',
  pitfall: 'The first accuser is no confirmation, and one that accuses twice is none either.',
  x: { name: 'C', label: 'Confirmations C', min: 0, max: 3, whole: true },
  y: { label: 'Seconds' },
  curves: [{ min: 5, max: 30, K: 3 }],
  expected(at) {
    const [min, max] = [coordinate(at, 'min'), coordinate(at, 'max')]
    return Math.max(min, max - ((max - min) * log(coordinate(at, 'C') + 1)) / log(coordinate(at, 'K') + 1))
  },
  measure(at) {
    const K = neededConfirmations(coordinate(at, 'K') + 2, 100, 5)
    const [min, max] = [1000 * coordinate(at, 'min'), 1000 * coordinate(at, 'max')]
    return exactly(suspicionTimeout(min, max, K, Math.round(coordinate(at, 'C')), maths) / 1000)
  },
  replications: 1,
  rows: [30, 17.5, 10.188, 5].map((printed, C) => ({ at: { min: 5, max: 30, K: 3, C }, printed, absolute: 0.001 })),
}

/** Limits and time-outs of memberlist: plain arithmetic, so the engine has to meet them exactly. */
export const timerLaws: readonly Theory[] = [retransmits, suspicion, lifeguard]
