import type { Millis } from '../../../units.ts'
import { comments, goDuration, type LockTerms, text } from './terms.ts'

/** client-go wants a renew deadline above the retry period times this. */
const JITTER = 1.2

/** The three durations of a leader election by a Lease. */
export interface Election {
  /** A candidate takes over so long after the last renewal that it saw: whole seconds. */
  readonly leaseDuration: Millis
  /** The leader stops when it could not renew for so long: shorter, so that it stops first. */
  readonly renewDeadline: Millis
  /** Between renewals of the leader, and attempts of the others. */
  readonly retryPeriod: Millis
}

/** What the tuned lock amounts to; legal for client-go whatever the terms are. */
export function electionOf(terms: LockTerms): Election {
  const leaseDuration = Math.max(1, Math.ceil(terms.ttl / 1000)) * 1000
  const spare = Math.min(Math.max(terms.margin, leaseDuration / 3), leaseDuration / 2)
  const renewDeadline = Math.floor(leaseDuration - spare)
  const wanted = terms.heartbeat > 0 ? terms.heartbeat : renewDeadline / 5
  const most = Math.floor(renewDeadline / JITTER) - 1
  return { leaseDuration, renewDeadline, retryPeriod: Math.max(1, Math.round(Math.min(wanted, most))) }
}

function notesOf(terms: LockTerms): readonly string[] {
  const { leaseDuration, renewDeadline, retryPeriod } = electionOf(terms)
  const notes: string[] = []
  if (leaseDuration !== terms.ttl)
    notes.push(`A Lease counts whole seconds: ${terms.ttl} ms became ${leaseDuration / 1000} s.`)
  if (terms.heartbeat === 0) notes.push('A leader always renews; a fifth of the renew deadline is usual.')
  else if (retryPeriod < terms.heartbeat) {
    notes.push(`A heartbeat every ${terms.heartbeat} ms is too rare: RenewDeadline must exceed 1.2 · RetryPeriod.`)
  }
  notes.push(
    `The leader stops ${leaseDuration - renewDeadline} ms before others may take over, on clocks that run alike.`,
    'Others ask every RetryPeriod, lengthened by up to 1.2 times itself by chance: there is no backoff, and no line.',
  )
  if (terms.acquireTimeout > 0) notes.push('A candidate never gives up; a time-out is a context that you cancel.')
  if (terms.fencing === 'none') {
    notes.push('Nothing checks the leader’s writes: one that was paused can still write after another was elected.')
  } else {
    notes.push(
      'There is no token. leaseTransitions of the Lease grows with every change of leader: read it once elected,',
      'send it with each write, and let your storage compare it.',
    )
  }
  return notes
}

/** Durations of a leader election with client-go. */
export function kubernetes(terms: LockTerms): string {
  const { leaseDuration, renewDeadline, retryPeriod } = electionOf(terms)
  return text([
    'package election',
    '',
    'import (',
    '\t"time"',
    '',
    '\t"k8s.io/client-go/tools/leaderelection"',
    '\t"k8s.io/client-go/tools/leaderelection/resourcelock"',
    ')',
    '',
    ...comments('//', notesOf(terms)),
    'func config(lock resourcelock.Interface, callbacks leaderelection.LeaderCallbacks) ' +
      'leaderelection.LeaderElectionConfig {',
    '\treturn leaderelection.LeaderElectionConfig{',
    '\t\tLock:            lock,',
    `\t\tLeaseDuration:   ${goDuration(leaseDuration)},`,
    `\t\tRenewDeadline:   ${goDuration(renewDeadline)},`,
    `\t\tRetryPeriod:     ${goDuration(retryPeriod)},`,
    '\t\tReleaseOnCancel: true,',
    '\t\tCallbacks:       callbacks,',
    '\t}',
    '}',
  ])
}

const yamlDuration = (time: Millis): string => (time % 1000 === 0 ? `${time / 1000}s` : `${time}ms`)

/** The same for a component that reads the usual block of its configuration. */
export function leaderElection(terms: LockTerms): string {
  const { leaseDuration, renewDeadline, retryPeriod } = electionOf(terms)
  return text([
    ...comments('#', notesOf(terms)),
    'leaderElection:',
    '  leaderElect: true',
    '  resourceLock: leases',
    `  leaseDuration: ${yamlDuration(leaseDuration)}`,
    `  renewDeadline: ${yamlDuration(renewDeadline)}`,
    `  retryPeriod: ${yamlDuration(retryPeriod)}`,
  ])
}
