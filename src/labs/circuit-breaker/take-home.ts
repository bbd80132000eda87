import type { TakeHome } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import { envoy, istio } from './take-home/mesh.ts'
import { opossum } from './take-home/opossum.ts'
import { polly } from './take-home/polly.ts'
import { resilience4j } from './take-home/resilience4j.ts'

/** The tuned breaker as configuration of the systems that people run. */
export const breakerTakeHome: readonly TakeHome<typeof params>[] = [
  { key: 'resilience4j', label: 'resilience4j', language: 'yaml', text: resilience4j },
  { key: 'polly', label: 'Polly v8', language: 'csharp', text: polly },
  { key: 'opossum', label: 'opossum', language: 'javascript', text: opossum },
  { key: 'envoy', label: 'Envoy', language: 'yaml', text: envoy },
  { key: 'istio', label: 'Istio', language: 'yaml', text: istio },
]
