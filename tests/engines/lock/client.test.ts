import { describe, expect, test } from 'vitest'
import {
  askAgain,
  type ClientConfig,
  crash,
  createClient,
  denied,
  finish,
  giveUp,
  holds,
  lose,
  mayRely,
  obtained,
  queued,
  renew,
  renewed,
  restart,
  stop,
  unanswered,
  want,
} from '../../../src/engines/lock/client.ts'
import { copy } from '../../../src/sim/copy.ts'

const config: ClientConfig = {
  backoff: 'exponential',
  backoffBase: 10,
  backoffLongest: 200,
  acquireTimeout: 100,
  margin: 5,
}

const edges = (client: ReturnType<typeof createClient>) => client.trail.edges.slice(0, client.trail.count)

const asking = (tuned: Partial<ClientConfig> = {}) => {
  const client = createClient(1)
  want(client, { ...config, ...tuned }, 0, 77, 1000)
  return client
}

const holding = () => {
  const client = asking()
  obtained(client, config, 77, 5, 50, 1000, 1010)
  return client
}

describe('a client that is refused', () => {
  test('waits twice as long each time, and at most until its time-out, where it tries a last time', () => {
    const client = asking()
    const waits: number[] = []
    let now = 1000
    while (denied(client, config, 'held', 0.5, now) === 'waits') {
      waits.push(client.wait)
      now += client.wait
      askAgain(client, now)
    }
    expect(waits).toEqual([10, 20, 40, 30])
    expect(client).toMatchObject({ state: 'idle', attempt: 5, gaveUp: 1, owner: 0 })
    expect(edges(client)).toEqual(['givesUp'])
  })

  test('or got no answer says so', () => {
    const client = asking()
    denied(client, config, 'silent', 0, 1000)
    expect(edges(client)).toEqual(['silent'])
    expect(client.state).toBe('waiting.backoff')
  })

  test('or stands in line, and gives up when its time is over', () => {
    const client = asking()
    queued(client)
    expect(client.state).toBe('waiting.queued')
    giveUp(client, 1100)
    expect(client).toMatchObject({ state: 'idle', gaveUp: 1 })
  })
})

describe('a grant', () => {
  test('is good from when the request was sent, less the margin', () => {
    const client = holding()
    expect(client).toMatchObject({ state: 'holding.working', token: 5, heldSince: 1010, validUntil: 1045, acquired: 1 })
    expect(mayRely(client, 1044.9)).toBe(true)
    expect(mayRely(client, 1045)).toBe(false)
  })

  test('that comes when nothing of it is left is to be given back', () => {
    const client = asking()
    expect(obtained(client, config, 77, 5, 50, 1000, 1045)).toBe('stray')
    expect(client.state).toBe('asking')
  })

  test('that comes during the wait for the next attempt is taken', () => {
    const client = asking()
    denied(client, config, 'silent', 0, 1005)
    expect(obtained(client, config, 77, 5, 50, 1000, 1008)).toBe('holds')
  })

  test('that comes after the client gave up, or for an earlier acquisition, is to be given back', () => {
    const client = asking()
    giveUp(client, 1100)
    expect(obtained(client, config, 77, 5, 500, 1000, 1101)).toBe('stray')
    want(client, config, 0, 78, 1200)
    expect(obtained(client, config, 77, 5, 500, 1000, 1201)).toBe('stray')
    expect(obtained(client, config, 78, 6, 500, 1200, 1202)).toBe('holds')
  })

  test('of a quorum for what is left is good until then', () => {
    const client = asking()
    obtained(client, { ...config, margin: 0 }, 77, 0, 40, 1000, 1020)
    expect(client.validUntil).toBe(1040)
  })
})

describe('a heartbeat', () => {
  test('moves the end of validity on, from when it was sent', () => {
    const client = holding()
    expect(renew(client, 1020)).toBe(true)
    expect(renew(client, 1021)).toBe(false)
    renewed(client, config, 77, 50, 1020, 1030)
    expect(client).toMatchObject({ state: 'holding.working', validUntil: 1065 })
  })

  test('whose answer is overtaken by a later one does not move it back', () => {
    const client = holding()
    renew(client, 1020)
    renewed(client, config, 77, 50, 1020, 1025)
    renewed(client, config, 77, 50, 1005, 1026)
    expect(client.validUntil).toBe(1065)
  })

  test('without answer leaves all as it was; an answer for an earlier acquisition too', () => {
    const client = holding()
    renew(client, 1020)
    renewed(client, config, 76, 50, 1020, 1022)
    unanswered(client, 1040)
    expect(client).toMatchObject({ state: 'holding.working', validUntil: 1045 })
  })

  test('that is refused ends the work', () => {
    const client = holding()
    renew(client, 1020)
    lose(client, 'refused', 1030)
    expect(edges(client)).toEqual(['refused'])
    expect([client.state, client.lost, holds(client)]).toEqual(['lost', 1, false])
    stop(client)
    expect(client.state).toBe('idle')
  })
})

test('a client that looks at its own clock finds that its lock is over, once', () => {
  const client = holding()
  lose(client, 'lapses', 1050)
  lose(client, 'refused', 1060)
  expect([client.state, client.lost]).toEqual(['lost', 1])
})

test('a release ends it; an era tells every earlier timer that it is late', () => {
  const client = holding()
  const { era } = client
  finish(client, 1030)
  expect(client.state).toBe('idle')
  expect(client.era).toBeGreaterThan(era)
})

test('a crash forgets what was wanted or held, wherever it happens', () => {
  for (const client of [createClient(1), asking(), holding()]) {
    crash(client)
    expect(client).toMatchObject({ state: 'down', owner: 0 })
    restart(client)
    expect(client.state).toBe('idle')
  }
})

test('a client is plain data', () => {
  expect(copy(holding())).toEqual(holding())
})
