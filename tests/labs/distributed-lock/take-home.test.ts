import fc from 'fast-check'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { defaults, type Param } from '../../../src/lab/param.ts'
import { type LockParams, params } from '../../../src/labs/distributed-lock/params.ts'
import { electionOf } from '../../../src/labs/distributed-lock/take-home/kubernetes.ts'
import { lockTakeHome } from '../../../src/labs/distributed-lock/take-home.ts'
import { legal } from '../../scenario/arbitrary.ts'

const standing = defaults(params)

const exported = (key: string, set: Partial<LockParams> = {}): string => {
  const target = lockTakeHome.find((candidate) => candidate.key === key)
  if (!target) throw new Error(`no export to ${key}`)
  return target.text({ ...standing, ...set })
}

const anyParams = fc.record(
  Object.fromEntries(Object.entries(params as Record<string, Param>).map(([name, param]) => [name, legal(param)])),
) as unknown as fc.Arbitrary<LockParams>

/** How far the brackets of a text are from matching: comments and texts in it have none that do not. */
const unbalanced = (text: string): number =>
  ['()', '{}', '[]'].reduce((sum, [open = '', shut = '']) => {
    return sum + Math.abs(text.split(open).length - text.split(shut).length)
  }, 0)

describe.each(lockTakeHome)('$label', (target) => {
  test('is well formed for any parameters, without a number gone wrong', () => {
    fc.assert(
      fc.property(anyParams, (any) => {
        const text = target.text(any)
        expect(text).not.toMatch(/NaN|Infinity|(\d|=|:) undefined|\d{7,}|\.\d{5,}|-\d/)
        expect(text.endsWith('\n')).toBe(true)
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
        if (target.language === 'javascript') expect(parseSync('lock.mjs', text).errors).toEqual([])
        if (target.language === 'go') expect(unbalanced(text)).toBe(0)
        if (target.language === 'yaml')
          expect(text.split('\n').filter((line) => !/^(# .*|leaderElection:| {2}\w+: \w+|)$/.test(line))).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
})

describe('Redis', () => {
  test('sets if absent with a time to live and counts in one script; releases and extends compare the owner', () => {
    const text = exported('redis', { ttl: 30_000, acquireTimeout: 4000, margin: 50 })
    expect(text).toContain('const TTL = 30000\nconst MARGIN = 50\nconst ACQUIRE_TIMEOUT = 4000\n')
    expect(text).toMatch(/'NX', 'PX', ARGV\[2\]\) then\n {2}return redis.call\('INCR'/)
    expect(text.match(/redis\.call\('GET', KEYS\[1\]\) == ARGV\[1\]/g)).toHaveLength(2)
  })

  test.each([
    ['none', '0'],
    ['fixed', '50'],
    ['exponential', 'Math.min(800, 50 * 2 ** attempt)'],
    ['equalJitter', '(Math.min(800, 50 * 2 ** attempt) / 2) * (1 + Math.random())'],
    ['fullJitter', 'Math.min(800, 50 * 2 ** attempt) * Math.random()'],
    ['decorrelated', 'Math.min(800, 50 + Math.random() * (3 * wait - 50))'],
  ] as const)('waits %s', (backoff, wait) => {
    expect(exported('redis', { backoff, backoffBase: 50, backoffLongest: 800 })).toContain(`\n    wait = ${wait}\n`)
  })

  test('extends only if the lab does', () => {
    expect(exported('redis', { heartbeat: 700 })).toContain('const HEARTBEAT = 700')
    expect(exported('redis', { heartbeat: 0 })).not.toContain('setInterval')
  })

  test('says what the storage needs', () => {
    expect(exported('redis', { fencing: 'none' })).toContain('No write is checked')
    expect(exported('redis', { fencing: 'stamped' })).toContain('AND token <= :token')
    expect(exported('redis', { releaseBy: 'anyone', waiting: 'line' })).toMatch(/not exported[\s\S]*GET/)
  })
})

describe('Redlock', () => {
  test('names the version that has its interface, which is not the one that npm gives by itself', () => {
    expect(exported('redlock')).toContain('npm install redlock@5.0.0-beta.2')
  })

  test('takes the drift, the range of the first wait, and as many attempts as fit', () => {
    const text = exported('redlock', {
      clockDriftShare: 0.02,
      backoff: 'fullJitter',
      backoffBase: 400,
      backoffLongest: 800,
      acquireTimeout: 1000,
    })
    expect(text).toMatch(/driftFactor: 0\.02,[\s\S]*retryCount: 5,\n {2}retryDelay: 200,\n {2}retryJitter: 200,/)
  })

  test('extends when as much is left as after a heartbeat here, and never later than the library allows', () => {
    expect(exported('redlock', { ttl: 3000, heartbeat: 1000 })).toContain('automaticExtensionThreshold: 2000')
    expect(exported('redlock', { ttl: 3000, heartbeat: 10 })).toContain('automaticExtensionThreshold: 2900')
    expect(exported('redlock', { heartbeat: 0 })).not.toContain('automaticExtensionThreshold')
  })
})

describe('etcd', () => {
  test('gets whole seconds, not below its least, and says so', () => {
    expect(exported('etcd', { ttl: 3000 })).toContain('ttlSeconds     = 3')
    expect(exported('etcd', { ttl: 3000 })).not.toContain('became')
    expect(exported('etcd', { ttl: 3100 })).toContain('3100 ms became 4 s')
    expect(exported('etcd', { ttl: 500 })).toContain('ttlSeconds     = 2')
  })

  test('keeps its notes off the constants, where gofmt would set the indented line of SQL anew', () => {
    expect(exported('etcd', { fencing: 'stamped' })).toMatch(/ {2}UPDATE [\s\S]*\n\/\/ .*\n\nconst/)
  })

  test('tries once when nobody waits here', () => {
    expect(exported('etcd', { acquireTimeout: 0 })).toContain('mutex.TryLock(context.Background())')
    expect(exported('etcd', { acquireTimeout: 1500 })).toContain('acquireTimeout = 1500 * time.Millisecond')
  })
})

describe('Kubernetes', () => {
  test('a lease of 15 s with a heartbeat of 2 s gives the usual durations', () => {
    const set = { ttl: 15_000, heartbeat: 2000, margin: 20 }
    expect(electionOf({ ...standing, ...set })).toEqual({
      leaseDuration: 15_000,
      renewDeadline: 10_000,
      retryPeriod: 2000,
    })
    expect(exported('leaderElection', set)).toContain('  leaseDuration: 15s\n  renewDeadline: 10s\n  retryPeriod: 2s\n')
  })

  test('durations are legal for client-go whatever is set, and the leader stops before others take over', () => {
    fc.assert(
      fc.property(anyParams, (any) => {
        const { leaseDuration, renewDeadline, retryPeriod } = electionOf(any)
        expect(leaseDuration % 1000).toBe(0)
        expect(leaseDuration).toBeGreaterThanOrEqual(any.ttl)
        expect(leaseDuration).toBeGreaterThan(renewDeadline)
        expect(renewDeadline).toBeGreaterThan(1.2 * retryPeriod)
        expect(retryPeriod).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 200 },
    )
  })
})
