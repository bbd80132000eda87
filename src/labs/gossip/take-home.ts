import type { TakeHome } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import { cassandra } from './take-home/cassandra.ts'
import { consul } from './take-home/consul.ts'
import { memberlist, serf } from './take-home/go.ts'

/** The tuned group as configuration of the systems that people run. */
export const gossipTakeHome: readonly TakeHome<typeof params>[] = [
  { key: 'memberlist', label: 'memberlist', language: 'go', text: memberlist },
  { key: 'serf', label: 'Serf', language: 'go', text: serf },
  { key: 'consul', label: 'Consul', language: 'hcl', text: consul },
  { key: 'cassandra', label: 'Cassandra', language: 'yaml', text: cassandra },
]
