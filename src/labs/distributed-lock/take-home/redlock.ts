import type { Millis } from '../../../units.ts'
import { comments, decimal, type LockTerms, text } from './terms.ts'

/** The library waits a fixed delay, give or take a jitter: the range that the first wait here comes from. */
function delayOf(terms: LockTerms): { readonly delay: Millis; readonly jitter: Millis } {
  const longest = terms.backoffLongest
  const base = Math.min(terms.backoffBase, longest)
  switch (terms.backoff) {
    case 'none':
      return { delay: 1, jitter: 0 }
    case 'fixed':
    case 'exponential':
      return { delay: base, jitter: 0 }
    case 'equalJitter':
      return { delay: 0.75 * base, jitter: 0.25 * base }
    case 'fullJitter':
      return { delay: base / 2, jitter: base / 2 }
    case 'decorrelated': {
      const most = Math.min(3 * base, longest)
      return { delay: (base + most) / 2, jitter: (most - base) / 2 }
    }
  }
}

/** The library refuses an extension that is due within so long of the beginning. */
const LEAST: Millis = 100

function notesOf(terms: LockTerms): readonly string[] {
  const notes = [
    'Version 5, a beta: npm install redlock@5.0.0-beta.2. What npm gives by itself is 4, with another interface.',
    'Five independent masters without replicas. Majority and validity are the library’s own.',
  ]
  if (terms.clockDriftShare !== 0.01) notes.push('The usual drift factor is 0.01; here another share is taken off.')
  if (terms.backoff === 'none') notes.push('Asking again at once is not advised: 1 ms is used.')
  if (!['none', 'fixed'].includes(terms.backoff)) {
    notes.push('Waits do not grow in this library: the delay is that of the first wait, and the jitter goes both ways.')
  }
  if (terms.waiting !== 'none') notes.push('Nobody stands in line: refused clients ask again.')
  if (terms.fencing !== 'none') {
    notes.push('There is no fencing token: the random value of a lock does not grow, so a storage cannot compare it.')
  }
  notes.push('Keep the clocks of the masters from being stepped, and restart a crashed one only after the longest TTL.')
  return notes
}

/** Settings of the Redlock library for Node.js, on five nodes. */
export function redlock(terms: LockTerms): string {
  const { delay, jitter } = delayOf(terms)
  const wait = Math.max(1, Math.round(delay))
  const extendAt = Math.max(0, Math.min(terms.ttl - terms.heartbeat, terms.ttl - LEAST))
  const extended = terms.heartbeat > 0 && terms.heartbeat < terms.ttl
  return text([
    ...comments('//', notesOf(terms)),
    "import Redis from 'ioredis'",
    "import Redlock from 'redlock'",
    '',
    `const TTL = ${terms.ttl}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the exported file has the template
    'const nodes = [1, 2, 3, 4, 5].map((n) => new Redis({ host: `redis-${n}` }))',
    '',
    'export const redlock = new Redlock(nodes, {',
    `  driftFactor: ${decimal(terms.clockDriftShare, 4)},`,
    '  // Attempts, not time: about as many as fit into the time-out.',
    `  retryCount: ${Math.ceil(terms.acquireTimeout / wait)},`,
    `  retryDelay: ${wait},`,
    `  retryJitter: ${Math.round(jitter)},`,
    ...(extended ? [`  automaticExtensionThreshold: ${Math.round(extendAt)},`] : []),
    '})',
    '',
    ...(extended
      ? [
          '// `work` gets a signal that is aborted when an extension fails.',
          'export const hold = (resource, work) => redlock.using([resource], TTL, work)',
        ]
      : [
          '// Without extension: the work has to end before the lock does.',
          'export async function hold(resource, work) {',
          '  const lock = await redlock.acquire([resource], TTL)',
          '  try {',
          '    return await work(lock.expiration)',
          '  } finally {',
          '    await lock.release()',
          '  }',
          '}',
        ]),
  ])
}
