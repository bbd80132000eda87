import { acquire, expire, extend, release } from '../../../engines/lock/holding.ts'
import { createService, type LockConfig, lockOf, redisLock } from '../../../engines/lock/service.ts'
import { coordinate, repeated, type Theory, type TheoryRow } from '../../../lab/theory.ts'
import { exp, power } from '../../../sim/exact.ts'
import type { Random } from '../../../sim/random.ts'

/** A lock whose holding is the use of a line that all share. */
const line: LockConfig = { ...redisLock, over: 'atOrAfter' }

/** Megabits a second, and microseconds a slot. */
const CAPACITY = 3
const SLOT = 16
const ACQUISITIONS = 2000

const alone = (contenders: number): number => power(1 - 1 / contenders, contenders - 1)

/** Microseconds that a packet holds the line. */
const holdOf = (bits: number): number => bits / CAPACITY

/** Whether exactly one of the contenders tries in a slot, each with probability 1 ÷ Q; the one that does, from 1. */
function tries(contenders: number, random: Random): number {
  let found = 0
  let count = 0
  for (let client = 1; client <= contenders; client += 1) {
    if (!random.chance(1 / contenders)) continue
    found = client
    count += 1
  }
  return count === 1 ? found : 0
}

/** Share of time for which the line is held by a packet, over many acquisitions. */
function efficiency(contenders: number, bits: number, random: Random): number {
  const service = createService(1)
  const hold = holdOf(bits)
  let now = 0
  while (service.released < ACQUISITIONS) {
    const client = tries(contenders, random)
    if (client === 0) {
      now += SLOT
      continue
    }
    const claim = { client, owner: client }
    acquire(service, line, 0, claim, hold + SLOT, now)
    now += hold
    release(service, line, 0, claim, now)
  }
  return (service.released * hold) / now
}

const packets: readonly [bits: number, printed: Readonly<Record<number, number>>][] = [
  [4096, { 2: 0.9884, 5: 0.9834, 32: 0.9807, 256: 0.9803 }],
  [1024, { 2: 0.9552, 5: 0.9367, 32: 0.9272, 256: 0.9257 }],
  [512, { 2: 0.9143, 5: 0.881, 32: 0.8642, 256: 0.8616 }],
  [48, { 2: 0.5, 5: 0.4096, 32: 0.3737, 256: 0.3686 }],
]

const ethernetRows: readonly TheoryRow[] = packets.flatMap(([P, printed]) =>
  [2, 3, 5, 10, 32, 256].map((Q) => ({
    at: { Q, P },
    ...(printed[Q] === undefined ? {} : { printed: printed[Q] }),
    relative: 0.015,
  })),
)

const ethernet: Theory = {
  key: 'ethernet',
  title: 'Contention for one line',
  law: 'E = (P ÷ C) ÷ (P ÷ C + W T), W = (1 − A) ÷ A, A = (1 − 1 ÷ Q)^(Q − 1); C = 3 Mb/s, slot T = 16 µs',
  source: 'Metcalfe and Boggs, Ethernet: Distributed Packet Switching for Local Computer Networks, CACM 1976, table 1',
  pitfall:
    'Every contender must know how many there are, Q: real backoff only guesses it. As a lock: P ÷ C is how long it ' +
    'is held, T how long a collision costs; for P = 48 they are alike and E falls to 1 ÷ e.',
  x: { name: 'Q', label: 'Contenders Q', min: 2, max: 256, log: true, whole: true },
  y: { label: 'Share of time in use' },
  curves: packets.map(([P]) => ({ P })),
  expected(at) {
    const hold = holdOf(coordinate(at, 'P'))
    const chance = alone(Math.round(coordinate(at, 'Q')))
    return hold / (hold + ((1 - chance) / chance) * SLOT)
  },
  measure: (at, replications, random) =>
    repeated(replications, () => efficiency(Math.round(coordinate(at, 'Q')), coordinate(at, 'P'), random)),
  replications: 10,
  rows: ethernetRows,
}

const SLOTS = 2000

/**
 * Frames a slot that nobody else disturbs. The line is a lock that the first frame takes for a slot; each frame that
 * comes meanwhile finds it held, and keeps it busy until its own end. A frame is good if it had the lock for itself.
 */
function undisturbed(rate: number, slotted: boolean, random: Random): number {
  const service = createService(1)
  const lock = lockOf(service, 0)
  let good = 0
  let company = true
  for (let at = random.exponential(1 / rate), frame = 1; at < SLOTS; at += random.exponential(1 / rate), frame += 1) {
    const now = slotted ? Math.ceil(at) : at
    if (expire(service, line, 0, now) && !company) good += 1
    const taken = acquire(service, line, 0, { client: frame, owner: frame }, 1, now) === 'granted'
    company = !taken
    if (!taken) extend(service, line, 0, { client: lock.client, owner: lock.owner }, lock.token, 1, now)
  }
  return good / SLOTS
}

const alohaRows = (printed: readonly (number | undefined)[]): readonly TheoryRow[] =>
  [0.5, 1, 2].map((G, i) => ({
    at: { G },
    ...(printed[i] === undefined ? {} : { printed: printed[i] }),
    absolute: 0.012,
  }))

const aloha = (slotted: boolean): Theory => ({
  key: slotted ? 'slottedAloha' : 'pureAloha',
  title: slotted ? 'Trying at the beat of a clock' : 'Trying at any time',
  law: slotted ? 'G · e^(−G), at most 1 ÷ e at G = 1' : 'G · e^(−2 G), at most 1 ÷ 2e at G = ½',
  source: slotted
    ? 'Roberts, ALOHA Packet System With and Without Slots and Capture, 1975'
    : 'Abramson, The ALOHA System, 1970',
  pitfall: 'G counts retries too. Beyond the peak, clients that try again more often get less done.',
  x: { name: 'G', label: 'Attempts a slot G', min: 0.05, max: 4 },
  y: { label: 'Successes a slot' },
  curves: [{}],
  expected: (at) => coordinate(at, 'G') * exp(-(slotted ? 1 : 2) * coordinate(at, 'G')),
  measure: (at, replications, random) =>
    repeated(replications, () => undisturbed(coordinate(at, 'G'), slotted, random)),
  replications: 10,
  rows: alohaRows(slotted ? [0.3033, 0.3679, undefined] : [0.1839, 0.1353, undefined]),
})

/** What many who try at once get out of one line: Ethernet's table and the ceilings of ALOHA. */
export const contentionLaws: readonly Theory[] = [ethernet, aloha(true), aloha(false)]
