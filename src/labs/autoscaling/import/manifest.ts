import type { Import, Imported } from '../../../lab/lesson.ts'
import { readYaml } from '../../../lab/yaml.ts'
import type { params } from '../params.ts'
import { hpaIn } from './hpa.ts'
import { settingsOf } from './settings.ts'

/** Reads a HorizontalPodAutoscaler into this lab's settings; never throws, whatever the text. */
export async function readHpa(text: string): Promise<Imported<typeof params>> {
  const read = await readYaml(text)
  if ('failed' in read) return read
  const found = hpaIn(read.documents)
  if ('failed' in found) return found
  const { set, notices } = settingsOf(found.spec)
  return { set, notices: [...found.notices, ...notices] }
}

const example = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
  minReplicas: 2
  maxReplicas: 12
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 60
  behavior:
    scaleDown:
      stabilizationWindowSeconds: 120
`

/** A HorizontalPodAutoscaler that people have already. */
export const hpaImport: Import<typeof params> = {
  key: 'hpa',
  label: 'Import a HorizontalPodAutoscaler',
  help:
    'YAML or JSON of autoscaling/v2, also in a List or among other documents: limits, targets of CPU, memory and ' +
    'requests per pod, windows, policies and tolerances.',
  group: 'mechanism',
  accept: '.yaml,.yml,.json',
  example,
  read: readHpa,
}
