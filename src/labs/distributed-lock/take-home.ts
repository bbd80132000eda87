import type { TakeHome } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import { etcd } from './take-home/etcd.ts'
import { kubernetes, leaderElection } from './take-home/kubernetes.ts'
import { redis } from './take-home/redis.ts'
import { redlock } from './take-home/redlock.ts'

/** The tuned lock as configuration of the systems that people run. */
export const lockTakeHome: readonly TakeHome<typeof params>[] = [
  { key: 'redis', label: 'Redis', language: 'javascript', text: redis },
  { key: 'redlock', label: 'Redlock', language: 'javascript', text: redlock },
  { key: 'etcd', label: 'etcd', language: 'go', text: etcd },
  { key: 'kubernetes', label: 'Kubernetes, client-go', language: 'go', text: kubernetes },
  { key: 'leaderElection', label: 'Kubernetes components', language: 'yaml', text: leaderElection },
]
