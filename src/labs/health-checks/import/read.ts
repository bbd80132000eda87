import { readYaml } from '../../../lab/yaml.ts'
import { type ProbesRead, probesIn } from './probes.ts'

/** A text that can be read: the probes of a container. */
export const probesExample = `livenessProbe:
  httpGet: { path: /health/live, port: 8080 }
  periodSeconds: 10
  failureThreshold: 3
readinessProbe:
  httpGet: { path: /health/ready, port: 8080 }
  periodSeconds: 5
  timeoutSeconds: 2
`

/** Reads the probes in a YAML text of any workload, pod or container. Never throws, whatever the text. */
export async function readProbes(text: string): Promise<ProbesRead> {
  const read = await readYaml(text)
  return 'failed' in read ? read : probesIn(read.documents)
}
