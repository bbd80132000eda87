import type { PlannedAct, Preset } from '../../lab/lesson.ts'
import type { LimiterParams, params } from './params.ts'

type LimiterPreset = Preset<typeof params>

const onlyRows = (...names: readonly (keyof LimiterParams & `show${string}`)[]): Partial<LimiterParams> => ({
  showTokenBucket: false,
  showSlidingLog: false,
  showSlidingCounter: false,
  showFixedWindow: false,
  showLeakyQueue: false,
  ...Object.fromEntries(names.map((name) => [name, true])),
})

const oneByOne = (from: number, every: number, count: number): PlannedAct[] =>
  Array.from({ length: count }, (_, i) => ({ at: from + i * every, do: 'call' }))

const racing = {
  ...onlyRows('showSlidingLog', 'showDistributed'),
  pattern: 'bursts',
  patternCalls: 25,
  patternSpread: 20,
  patternEvery: 6000,
  background: 0,
  focus: 'distributed',
} as const satisfies Partial<LimiterParams>

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly LimiterPreset[] = [
  {
    key: 'boundary',
    title: 'Burst across the boundary',
    look:
      'Eleven calls just before the window turns at 5 s and eleven just after it: the fixed window lets nearly twice ' +
      'its limit through, the sliding log none too many.',
    params: {},
    acts: [],
    seed: 7,
    shows: { by: 12_000, parts: { 'bucket.allows': 10, 'bucket.refuses': 3, 'gates.allows': 20 } },
  },
  {
    key: 'reference',
    title: 'The reference runs',
    look:
      'Bucket of 20 at 10/s: 25 calls at once, a second later 15 more. Then eleven calls into a window of 10 per ' +
      '5 s: our code and the document’s agree.',
    params: {
      ...onlyRows('showTokenBucket', 'showSlidingLog', 'showLeakyMeter'),
      pattern: 'none',
      background: 0,
      capacity: 20,
      refill: 10,
      code: 'both',
      focus: 'tokenBucket',
    },
    acts: [
      { at: 1000, do: 'burst', with: { calls: 25 } },
      { at: 2000, do: 'burst', with: { calls: 15 } },
      ...oneByOne(10_000, 50, 11),
    ],
    seed: 1,
    shows: { by: 12_000, parts: { 'bucket.allows': 41, 'bucket.refuses': 10 } },
  },
  {
    key: 'noisy',
    title: 'One noisy user among a hundred',
    look:
      'User 1 sends three of five calls, and the gates hold it at its own bucket. From 15 s to 25 s one window ' +
      'counts all users together: see who pays.',
    params: {
      ...onlyRows('showTokenBucket', 'showSlidingLog', 'showGates'),
      users: 100,
      addresses: 20,
      background: 40,
      pattern: 'poisson',
      patternRate: 60,
      userRate: 5,
      userBurst: 20,
      addressRate: 20,
      globalRate: 60,
      focus: 'gates',
    },
    acts: [
      { at: 15_000, set: { countBy: 'everyone', focus: 'slidingLog' } },
      { at: 25_000, set: { countBy: 'user', focus: 'gates' } },
    ],
    seed: 3,
    shows: { by: 30_000, parts: { 'gates.denies': 500, 'gates.allows': 1000 } },
  },
  {
    key: 'racing',
    title: 'Four gateways racing',
    look:
      'Bursts of 25 at four gateways 20 ms away from the counter. They count before others have added; at 20 s ' +
      'count and add become one step.',
    params: { ...racing, code: 'both', order: 'readThenAdd', clock: 'server', latency: 20 },
    acts: [{ at: 20_000, set: { order: 'atomic' } }],
    seed: 5,
    shows: { by: 30_000, parts: { 'bucket.allows': 40, 'bucket.refuses': 40 } },
  },
  {
    key: 'skew',
    title: 'Skewed clocks',
    look:
      'One gateway’s clock is 4 s ahead. Whenever it asks, entries leave 4 s too early for all. At 20 s the server’s ' +
      'clock takes over.',
    params: { ...racing, patternEvery: 2500, patternSpread: 1000, order: 'atomic', clock: 'gateway', skew: 4000 },
    acts: [{ at: 20_000, set: { clock: 'server' } }],
    seed: 2,
    shows: { by: 30_000, parts: { 'bucket.allows': 40, 'bucket.refuses': 100 } },
  },
  {
    key: 'random',
    title: 'Random calls, and their law',
    look:
      'Random calls, a fifth more than the limits admit. Speed up: the share refused goes to its dotted law, 30.2% ' +
      'for the sliding log. Let the charts follow another limiter.',
    params: {
      ...onlyRows('showTokenBucket', 'showSlidingLog'),
      pattern: 'none',
      background: 24,
      limit: 10,
      window: 500,
      capacity: 10,
      refill: 20,
      focus: 'slidingLog',
    },
    acts: [],
    seed: 11,
    shows: { by: 60_000, parts: { 'bucket.allows': 1000, 'bucket.refuses': 100 } },
  },
  {
    key: 'example',
    title: '45 tokens, one second later',
    look: 'A bucket of 100 at 10/s holds 45 tokens at 4 s. The call at 5 s finds 55 and leaves 54: open Token bucket.',
    params: {
      ...onlyRows('showTokenBucket', 'showLeakyMeter', 'showGcra'),
      pattern: 'none',
      background: 0,
      capacity: 100,
      refill: 10,
      focus: 'tokenBucket',
    },
    acts: [
      { at: 4000, do: 'setTokens', with: { tokens: 45 } },
      { at: 5000, do: 'call' },
    ],
    seed: 1,
    shows: { by: 6000, parts: { 'bucket.takes': 1, 'bucket.allows': 1 } },
  },
]
