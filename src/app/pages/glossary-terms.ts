/** A word of the field, explained in one or two sentences. */
export interface Term {
  readonly term: string
  /** Other spellings that mean it in a text. */
  readonly also?: readonly string[]
  readonly text: string
  /** The labs in which it can be seen at work. */
  readonly labs: readonly string[]
}

/** The words that lessons explain at their first use. */
export const terms: readonly Term[] = [
  {
    term: 'arrival rate',
    also: ['arrival rates'],
    text: 'How many calls come in per second, whether or not they are served. Offered load is another word for it.',
    labs: ['circuit-breaker', 'rate-limiting', 'backpressure'],
  },
  {
    term: 'AIMD',
    text: 'Additive increase, multiplicative decrease: grow by a fixed step while all is well, halve at trouble.',
    labs: ['backpressure'],
  },
  {
    term: 'anti-entropy',
    text: 'Two nodes compare all they know and settle the differences, now and then, so that nothing stays lost.',
    labs: ['gossip'],
  },
  {
    term: 'back-off',
    also: ['backoff', 'backs off', 'exponential backoff'],
    text: 'Waiting before trying again, usually longer after each failure, so that a struggling service has peace.',
    labs: ['circuit-breaker', 'distributed-lock'],
  },
  {
    term: 'backpressure',
    text: 'A full consumer tells its producers to slow down, instead of dropping what they send.',
    labs: ['backpressure'],
  },
  {
    term: 'burst',
    also: ['bursts'],
    text: 'Many calls in a short time, well above the average rate.',
    labs: ['rate-limiting'],
  },
  {
    term: 'circuit breaker',
    also: ['breaker'],
    text: 'A guard in the client that stops calling a failing service for a while and then probes whether it is back.',
    labs: ['circuit-breaker', 'api-gateway'],
  },
  {
    term: 'cooldown',
    text: 'A time after an action in which no further action is taken, so that its effect can be seen first.',
    labs: ['autoscaling', 'oscillation'],
  },
  {
    term: 'CRDT',
    also: ['CRDTs'],
    text: 'A data type whose replicas can be changed apart and merged in any order with the same result.',
    labs: ['without-consensus'],
  },
  {
    term: 'deadline',
    also: ['deadlines'],
    text: 'The moment after which an answer is of no use. Passed along, it lets everyone stop useless work.',
    labs: ['cascading-timeouts'],
  },
  {
    term: 'fallback',
    text: 'What a client does instead when it cannot call: a cached value, a default, an honest error.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'fan-out',
    text: 'How many others one node speaks to in one round.',
    labs: ['gossip'],
  },
  {
    term: 'fencing token',
    also: ['fencing tokens', 'fencing'],
    text: 'Grows with every grant of a lock. Storage that refuses smaller ones cannot be fooled by a late holder.',
    labs: ['distributed-lock'],
  },
  {
    term: 'flapping',
    also: ['flaps', 'flap'],
    text: 'Switching back and forth in short order because the action undoes its own cause.',
    labs: ['autoscaling', 'hysteresis', 'health-checks'],
  },
  {
    term: 'goodput',
    text: 'The part of the throughput that someone still has a use for.',
    labs: ['cascading-timeouts'],
  },
  {
    term: 'gossip',
    text: 'Every node tells a few random others what it knows, round after round, until everyone knows.',
    labs: ['gossip'],
  },
  {
    term: 'half-open',
    also: ['HalfOpen'],
    text: 'The state in which a breaker lets a few probes through to find out whether the service has recovered.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'hysteresis',
    text: 'Two thresholds instead of one: switch on above the upper, off below the lower, stay as you are between.',
    labs: ['hysteresis', 'backpressure'],
  },
  {
    term: 'idempotent',
    text: 'Doing it twice has the same effect as doing it once.',
    labs: ['gossip', 'without-consensus'],
  },
  {
    term: 'invariant',
    also: ['invariants'],
    text: 'A promise that must hold after every single event. Here each one is checked live and shown as a lamp.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'jitter',
    text: 'A random part added to waiting times, so that many clients do not act at the same moment.',
    labs: ['circuit-breaker', 'thundering-herd'],
  },
  {
    term: 'lease',
    also: ['leases'],
    text: 'A right that ends by itself at a known time unless it is renewed.',
    labs: ['distributed-lock', 'split-brain'],
  },
  {
    term: 'liveness',
    also: ['liveness probe'],
    text: 'A check whose failure means: restart me. It should depend on nothing but the process itself.',
    labs: ['health-checks'],
  },
  {
    term: 'open loop',
    also: ['open-loop'],
    text: 'Callers that keep their rate whatever the answers are; they do not slow down by themselves.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'percentile',
    also: ['p50', 'p95', 'p99', 'percentiles'],
    text: 'The value that a share of all measurements stays under: p99 is exceeded by one call in a hundred.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'probe',
    also: ['probes'],
    text: 'A call made to find something out, such as whether a service is back.',
    labs: ['circuit-breaker', 'health-checks'],
  },
  {
    term: 'quorum',
    also: ['majority'],
    text: 'Enough members that two such groups always share one. With that, two sides cannot both decide.',
    labs: ['split-brain', 'distributed-lock'],
  },
  {
    term: 'readiness',
    also: ['readiness probe'],
    text: 'A check whose failure means: send me no traffic for now.',
    labs: ['health-checks'],
  },
  {
    term: 'reconcile',
    also: ['reconciles', 'reconciliation', 'reconcile loop'],
    text: 'Compare what is with what should be, and act on the difference, again and again.',
    labs: ['deployment-controller', 'push-or-pull'],
  },
  {
    term: 'recovery time-out',
    also: ['recovery timeout'],
    text: 'How long a breaker stays open before it probes.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'retry storm',
    also: ['retry storms'],
    text: 'Retries of failed calls add load to a service that fails because of load.',
    labs: ['circuit-breaker', 'feedback-loops'],
  },
  {
    term: 'seed',
    also: ['seeds'],
    text: 'The number from which all chance in a run is drawn. The same seed gives the same run.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'sliding window',
    also: ['rolling window'],
    text: 'The last so many calls, or the last so many seconds, always up to now.',
    labs: ['rate-limiting', 'circuit-breaker'],
  },
  {
    term: 'stampede',
    also: ['thundering herd'],
    text: 'Many clients that wake at the same moment and do the same thing.',
    labs: ['thundering-herd', 'circuit-breaker'],
  },
  {
    term: 'suspicion',
    also: ['suspect', 'suspected'],
    text: 'A silent member is not declared dead at once: it first has a time in which it can object.',
    labs: ['gossip'],
  },
  {
    term: 'time-out',
    also: ['time-outs', 'timeout', 'timeouts'],
    text: 'Giving up on an answer after a time. The work may still be done: silence is not a no.',
    labs: ['cascading-timeouts', 'circuit-breaker'],
  },
  {
    term: 'token bucket',
    text: 'A bucket fills with tokens at a steady rate up to its size; each call takes one, or is refused.',
    labs: ['rate-limiting'],
  },
  {
    term: 'TTL',
    text: 'Time to live: after it, an entry or a right is no longer valid.',
    labs: ['distributed-lock', 'thundering-herd'],
  },
  {
    term: 'virtual time',
    text: 'The clock of the simulation. It runs as fast as you like and back; nothing in a run depends on real time.',
    labs: ['circuit-breaker'],
  },
  {
    term: 'watermark',
    also: ['watermarks', 'high watermark', 'low watermark'],
    text: 'A fill level that changes what a queue does: above the high one it brakes, below the low one it lets go.',
    labs: ['backpressure'],
  },
]
