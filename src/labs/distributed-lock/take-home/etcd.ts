import { etcdLease } from '../../../engines/lock/lease.ts'
import { comments, fencingNotes, goDuration, type LockTerms, text } from './terms.ts'

/** Whole seconds of the lease, not below what etcd with its usual election time-out allows. */
export const leaseSeconds = (terms: LockTerms): number => Math.ceil(Math.max(terms.ttl, etcdLease.leastTtl) / 1000)

function notesOf(terms: LockTerms): readonly string[] {
  const notes: string[] = []
  const seconds = leaseSeconds(terms)
  if (seconds * 1000 !== terms.ttl) {
    notes.push(
      `A lease counts whole seconds, and at least 2 as etcd is usually set: ${terms.ttl} ms became ${seconds} s.`,
    )
  }
  notes.push(
    terms.heartbeat === 0
      ? 'A session is always kept alive while its process runs: a lease without heartbeat takes clientv3 itself.'
      : 'A session is kept alive every third of its TTL; another interval cannot be set.',
  )
  notes.push('Waiting clients stand in line and watch the key before their own: there is no backoff to set.')
  return [...notes, ...fencingNotes(terms, 'the creation revision')]
}

const locking = ({ acquireTimeout }: LockTerms): readonly string[] =>
  acquireTimeout === 0
    ? ['\tif err := mutex.TryLock(context.Background()); err != nil {', '\t\treturn err', '\t}']
    : [
        '\twaiting, cancel := context.WithTimeout(context.Background(), acquireTimeout)',
        '\tdefer cancel()',
        '\tif err := mutex.Lock(waiting); err != nil {',
        '\t\treturn err',
        '\t}',
      ]

const constants = (terms: LockTerms): readonly string[] =>
  terms.acquireTimeout === 0
    ? [`const ttlSeconds = ${leaseSeconds(terms)}`]
    : [
        'const (',
        `\tttlSeconds     = ${leaseSeconds(terms)}`,
        `\tacquireTimeout = ${goDuration(terms.acquireTimeout)}`,
        ')',
      ]

/** A function that works under a lock of etcd, with its token. */
export const etcd = (terms: LockTerms): string =>
  text([
    'package lock',
    '',
    'import (',
    '\t"context"',
    ...(terms.acquireTimeout === 0 ? [] : ['\t"time"']),
    '',
    '\tclientv3 "go.etcd.io/etcd/client/v3"',
    '\t"go.etcd.io/etcd/client/v3/concurrency"',
    ')',
    '',
    ...comments('//', notesOf(terms)),
    '',
    ...constants(terms),
    '',
    '// Hold works under the lock. The context ends with the lease, the token goes with every write, and what is',
    '// written to etcd itself belongs into a transaction with the condition owner.',
    'func Hold(client *clientv3.Client, name string,',
    '\twork func(ctx context.Context, token int64, owner clientv3.Cmp) error) error {',
    '\tsession, err := concurrency.NewSession(client, concurrency.WithTTL(ttlSeconds))',
    '\tif err != nil {',
    '\t\treturn err',
    '\t}',
    '\tdefer session.Close()',
    '\tmutex := concurrency.NewMutex(session, "/locks/"+name)',
    ...locking(terms),
    '\tdefer mutex.Unlock(context.Background())',
    '\tkey, err := client.Get(context.Background(), mutex.Key())',
    '\tif err != nil {',
    '\t\treturn err',
    '\t}',
    '\tif len(key.Kvs) == 0 {',
    '\t\treturn concurrency.ErrSessionExpired',
    '\t}',
    '\tworking, stop := context.WithCancel(context.Background())',
    '\tdefer stop()',
    '\tgo func() {',
    '\t\tselect {',
    '\t\tcase <-session.Done():',
    '\t\t\tstop()',
    '\t\tcase <-working.Done():',
    '\t\t}',
    '\t}()',
    '\treturn work(working, key.Kvs[0].CreateRevision, mutex.IsOwner())',
    '}',
  ])
