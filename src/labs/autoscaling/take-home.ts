import type { TakeHome } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import { stepScaling, targetTracking } from './take-home/aws.ts'
import { hpa } from './take-home/hpa.ts'
import { keda } from './take-home/keda.ts'

/** The tuned autoscaler as configuration of the systems that people run. */
export const scalingTakeHome: readonly TakeHome<typeof params>[] = [
  { key: 'hpa', label: 'Kubernetes HPA', language: 'yaml', text: hpa },
  { key: 'keda', label: 'KEDA', language: 'yaml', text: keda },
  { key: 'tracking', label: 'AWS target tracking', language: 'hcl', text: targetTracking },
  { key: 'steps', label: 'AWS step scaling', language: 'hcl', text: stepScaling },
]
