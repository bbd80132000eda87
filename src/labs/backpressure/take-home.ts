import type { TakeHome } from '../../lab/lesson.ts'
import type { Params } from '../../lab/param.ts'
import { envoyAdaptive, envoyOverload } from './take-home/envoy.ts'
import { netty, reactiveStreams } from './take-home/java.ts'
import { nodeStream } from './take-home/node.ts'
import type { PressureNumbers } from './take-home/numbers.ts'
import { trafficControl } from './take-home/traffic-control.ts'

/** A configuration export that reads the numbers of a queue and of those around it. */
export interface PressureTakeHome extends Omit<TakeHome<Params>, 'text'> {
  readonly text: (numbers: PressureNumbers) => string
}

/** The tuned queue as configuration of the systems that people run. */
export const pressureTakeHome: readonly PressureTakeHome[] = [
  { key: 'node', label: 'Node stream', language: 'javascript', text: nodeStream },
  { key: 'reactiveStreams', label: 'Reactive Streams', language: 'java', text: reactiveStreams },
  { key: 'netty', label: 'Netty', language: 'java', text: netty },
  { key: 'envoyOverload', label: 'Envoy overload', language: 'yaml', text: envoyOverload },
  { key: 'envoyAdaptive', label: 'Envoy adaptive', language: 'yaml', text: envoyAdaptive },
  { key: 'trafficControl', label: 'Linux tc', language: 'shell', text: trafficControl },
]
