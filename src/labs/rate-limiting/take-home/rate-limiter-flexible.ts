import type { Millis } from '../../../units.ts'
import { addressOf, burstOf, comments, hasBucket, hasWindow, type LimiterNumbers, plain, text } from './numbers.ts'

/** rate-limiter-flexible, in Node: fixed windows that begin with the first request of a key. */
export function rateLimiterFlexible(numbers: LimiterNumbers): string {
  const limits = limitsOf(numbers)
  const classes = [...new Set(limits.flatMap((limit) => limit.classes))].sort()
  const redis = ["import { Redis } from 'ioredis'", '', 'const storeClient = new Redis({ enableOfflineQueue: false })']
  return text([
    ...comments('//', notesOf(numbers, limits)),
    `import { ${classes.join(', ')} } from 'rate-limiter-flexible'`,
    ...(numbers.algorithm === 'distributed' ? redis : []),
    '',
    ...limits.flatMap(({ lines }) => lines),
    '',
    ...(numbers.algorithm === 'leakyQueue' ? waiting : consuming(limits)),
  ])
}

interface Limit {
  readonly name: string
  /** What it counts by, as the caller writes it. */
  readonly key: string
  readonly classes: readonly string[]
  readonly lines: readonly string[]
}

function limitsOf(numbers: LimiterNumbers): readonly Limit[] {
  const limits: Limit[] = []
  const add = (name: string, key: string, points: number, duration: Millis) => {
    const made = counted(numbers, name, points, duration)
    limits.push({ name, key, classes: [made.store], lines: [`const ${name} = ${made.code}`] })
  }
  if (numbers.algorithm === 'leakyQueue') limits.push(queue(numbers))
  else if (hasBucket(numbers)) limits.push(bursty(numbers))
  if (hasWindow(numbers)) add(limits.length > 0 ? 'sustained' : 'perUser', 'userId', numbers.limit, numbers.window)
  const address = addressOf(numbers)
  if (address) add('perAddress', 'ip', address.limit, address.window)
  if (numbers.globalPerSecond !== undefined) add('together', "'all'", numbers.globalPerSecond, 1000)
  return limits
}

/** A fixed window as the library writes it; its duration is in seconds, in Redis whole ones. */
function counted(numbers: LimiterNumbers, name: string, points: number, duration: Millis) {
  const shared = numbers.algorithm === 'distributed'
  const store = shared ? 'RateLimiterRedis' : 'RateLimiterMemory'
  const seconds = shared ? Math.ceil(duration / 1000) : plain(duration / 1000)
  const options = `keyPrefix: '${name}', points: ${Math.max(1, Math.floor(points))}, duration: ${seconds}`
  return { store, code: `new ${store}({ ${shared ? 'storeClient, ' : ''}${options} })` }
}

/** A day stands for a time that never comes. */
const NEVER: Millis = 86_400_000

/** Whole requests in as short a time as they fit. */
function interval(perSecond: number): { readonly rate: number; readonly time: Millis } {
  if (perSecond >= 1) return { rate: Math.floor(perSecond), time: plain((Math.floor(perSecond) * 1000) / perSecond) }
  return { rate: 1, time: perSecond > 0 ? plain(1000 / perSecond) : NEVER }
}

/** What a burst may take on top of the rate, and in which time it comes back: that in which the bucket would fill. */
function burstOn(numbers: LimiterNumbers): { readonly extra: number; readonly fill: Millis } {
  const { capacity, ratePerSecond } = numbers
  const extra = Math.max(1, burstOf(numbers) - interval(ratePerSecond).rate)
  return { extra, fill: ratePerSecond > 0 ? plain((capacity * 1000) / ratePerSecond) : NEVER }
}

/** A bucket as two windows: the rate, and what a burst may take on top in the time in which the bucket would fill. */
function bursty(numbers: LimiterNumbers): Limit {
  const { rate, time } = interval(numbers.ratePerSecond)
  const { extra, fill } = burstOn(numbers)
  return {
    name: 'perUser',
    key: 'userId',
    classes: ['BurstyRateLimiter', 'RateLimiterMemory'],
    lines: [
      'const perUser = new BurstyRateLimiter(',
      `  ${counted(numbers, 'rate', rate, time).code},`,
      `  ${counted(numbers, 'burst', extra, fill).code},`,
      ')',
    ],
  }
}

function queue(numbers: LimiterNumbers): Limit {
  const gap = numbers.ratePerSecond > 0 ? plain(1000 / numbers.ratePerSecond) : NEVER
  return {
    name: 'perUser',
    key: 'userId',
    classes: ['RateLimiterMemory', 'RateLimiterQueue'],
    lines: [
      `const perUser = new RateLimiterQueue(${counted(numbers, 'gap', 1, gap).code}, {`,
      `  maxQueueSize: ${Math.floor(numbers.capacity)},`,
      '})',
    ],
  }
}

/** What the imitation lets through for long: both windows together. */
function burstyNotes(numbers: LimiterNumbers): readonly string[] {
  const { ratePerSecond: rate } = numbers
  const note = 'A bucket is imitated by two windows: the rate, and a burst on top that comes back all at once.'
  if (!(rate > 0)) return [note]
  const { extra, fill } = burstOn(numbers)
  const both = plain(rate + (extra * 1000) / fill)
  return [note, `Under steady overload both are used up: ${both} a second pass, not ${plain(rate)}.`]
}

const waiting = [
  '// Waits for its turn; rejects when the queue is full',
  'await perUser.removeTokens(1, userId)',
] as const

const consuming = (limits: readonly Limit[]): readonly string[] => [
  'try {',
  ...(limits.length === 1
    ? limits.map(({ name, key }) => `  await ${name}.consume(${key})`)
    : [`  await Promise.all([${limits.map(({ name, key }) => `${name}.consume(${key})`).join(', ')}])`]),
  '} catch (refused) {',
  '  if (refused instanceof Error) throw refused // the store failed: decide whether to pass',
  "  response.setHeader('Retry-After', Math.ceil(refused.msBeforeNext / 1000))",
  '  response.status(429).end()',
  '}',
]

const notesOf = (numbers: LimiterNumbers, limits: readonly Limit[]): readonly (string | undefined)[] => [
  'Its windows are fixed and begin with the first request of a key.',
  ['slidingLog', 'slidingCounter', 'distributed'].includes(numbers.algorithm)
    ? 'They do not slide: up to twice the limit passes around a boundary.'
    : undefined,
  numbers.algorithm === 'distributed' ? 'Counting in Redis is atomic; several processes share it.' : undefined,
  numbers.algorithm === 'distributed' && numbers.window % 1000 !== 0
    ? 'Redis keeps whole seconds here: the window is rounded up.'
    : undefined,
  ...(limits.some(({ classes }) => classes.includes('BurstyRateLimiter')) ? burstyNotes(numbers) : []),
  limits.length > 1 ? 'Each limit consumes even when another refuses: refused requests cost.' : undefined,
]
