import { comments, fencingNotes, type LockTerms, text } from './terms.ts'

/** The wait after failed attempt `attempt` (from 0), in JavaScript. */
function waitOf({ backoff, backoffBase: base, backoffLongest: longest }: LockTerms): string {
  const doubled = `Math.min(${longest}, ${base} * 2 ** attempt)`
  switch (backoff) {
    case 'none':
      return '0'
    case 'fixed':
      return String(Math.min(base, longest))
    case 'exponential':
      return doubled
    case 'equalJitter':
      return `(${doubled} / 2) * (1 + Math.random())`
    case 'fullJitter':
      return `${doubled} * Math.random()`
    case 'decorrelated':
      return `Math.min(${longest}, ${base} + Math.random() * (3 * wait - ${base}))`
  }
}

function notesOf(terms: LockTerms): readonly string[] {
  const notes = [
    'One Redis. A replica that takes over may not know the lock: then two hold it, and the counter may repeat.',
  ]
  if (terms.waiting !== 'none') notes.push('Redis keeps no line of those who wait: here they ask again.')
  if (terms.releaseBy === 'anyone')
    notes.push('A DEL that anyone may send is not exported: the script compares the owner.')
  if (terms.backoff === 'none') notes.push('Without backoff a refused client asks again as fast as it can.')
  return [...notes, ...fencingNotes(terms, 'lock.token')]
}

const scripts = [
  '// Sets if absent and counts in one step. The counter has no time to live: tokens never begin anew.',
  'const ACQUIRE = `',
  "if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then",
  "  return redis.call('INCR', KEYS[2])",
  'end',
  'return 0`',
  '',
  'const EXTEND = `',
  "if redis.call('GET', KEYS[1]) == ARGV[1] then",
  "  return redis.call('PEXPIRE', KEYS[1], ARGV[2])",
  'end',
  'return 0`',
  '',
  'const RELEASE = `',
  "if redis.call('GET', KEYS[1]) == ARGV[1] then",
  "  return redis.call('DEL', KEYS[1])",
  'end',
  'return 0`',
]

const acquiring = (terms: LockTerms): readonly string[] => [
  '// The lock, or null when the time-out is over.',
  'export async function acquire(resource) {',
  '  const owner = randomUUID()',
  '  const giveUpAt = performance.now() + ACQUIRE_TIMEOUT',
  `  let wait = ${terms.backoffBase}`,
  '  for (let attempt = 0; ; attempt += 1) {',
  '    const sentAt = performance.now()',
  '    const token = await redis.eval(ACQUIRE, 2, lockKey(resource), tokenKey(resource), owner, TTL)',
  '    if (token > 0) return { resource, owner, token, validUntil: sentAt + TTL - MARGIN }',
  '    const left = giveUpAt - performance.now()',
  '    if (left <= 0) return null',
  `    wait = ${waitOf(terms)}`,
  '    await sleep(Math.min(wait, left))',
  '  }',
  '}',
]

const extending = ({ heartbeat }: LockTerms): readonly string[] =>
  heartbeat === 0
    ? ['// Nothing extends the lock: the work has to end before lock.validUntil.']
    : [
        '// Extends until the returned function is called; `lost` is called once, when the lock is gone.',
        'export function keep(lock, lost) {',
        '  let over = false',
        '  const end = () => {',
        '    if (over) return',
        '    over = true',
        '    clearInterval(timer)',
        '    lost()',
        '  }',
        '  const timer = setInterval(async () => {',
        '    const sentAt = performance.now()',
        '    if (sentAt >= lock.validUntil) return end()',
        '    const extended = await redis.eval(EXTEND, 1, lockKey(lock.resource), lock.owner, TTL).catch(() => null)',
        '    if (extended === 1) lock.validUntil = sentAt + TTL - MARGIN',
        '    else if (extended === 0) end()',
        '  }, HEARTBEAT)',
        '  return () => {',
        '    over = true',
        '    clearInterval(timer)',
        '  }',
        '}',
      ]

/** A lock on one Redis for Node.js: SET NX PX with a counter as token, and scripts that compare the owner. */
export const redis = (terms: LockTerms): string =>
  text([
    ...comments('//', notesOf(terms)),
    "import { randomUUID } from 'node:crypto'",
    "import { setTimeout as sleep } from 'node:timers/promises'",
    "import Redis from 'ioredis'",
    '',
    `const TTL = ${terms.ttl}`,
    `const MARGIN = ${terms.margin}`,
    `const ACQUIRE_TIMEOUT = ${terms.acquireTimeout}`,
    ...(terms.heartbeat === 0 ? [] : [`const HEARTBEAT = ${terms.heartbeat}`]),
    '',
    'const redis = new Redis()',
    '// The braces keep both keys in one slot of a cluster.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the exported file has the template
    'const lockKey = (resource) => `{${resource}}:lock`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the exported file has the template
    'const tokenKey = (resource) => `{${resource}}:token`',
    '',
    ...scripts,
    '',
    ...acquiring(terms),
    '',
    ...extending(terms),
    '',
    '// 1 if it was still held, 0 if it had expired or is another’s.',
    'export const release = (lock) => redis.eval(RELEASE, 1, lockKey(lock.resource), lock.owner)',
  ])
