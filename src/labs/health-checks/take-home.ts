import type { TakeHome } from '../../lab/lesson.ts'
import type { Params } from '../../lab/param.ts'
import { aspNet } from './take-home/asp-net.ts'
import { envoy } from './take-home/envoy.ts'
import { kubernetes } from './take-home/kubernetes.ts'
import type { HealthSettings } from './take-home/settings.ts'
import { spring } from './take-home/spring.ts'

/** A configuration export that reads the settings in the terms of the engines. */
export interface HealthTakeHome extends Omit<TakeHome<Params>, 'text'> {
  readonly text: (settings: HealthSettings) => string
}

/** The tuned checks as configuration of the systems that people run. */
export const healthTakeHome: readonly HealthTakeHome[] = [
  { key: 'kubernetes', label: 'Kubernetes probes', language: 'yaml', text: kubernetes },
  { key: 'spring', label: 'Spring Boot Actuator', language: 'yaml', text: spring },
  { key: 'aspNet', label: 'ASP.NET Core', language: 'csharp', text: aspNet },
  { key: 'envoy', label: 'Envoy', language: 'yaml', text: envoy },
]
