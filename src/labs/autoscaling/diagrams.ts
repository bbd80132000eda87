import type { Diagram } from '../../lab/lab.ts'
import { decisionLit } from './diagrams/decision-lit.ts'
import { hpaLit } from './diagrams/hpa-lit.ts'
import { decisionLabels, machineLabels } from './diagrams/labels.ts'
import { machineLit } from './diagrams/machine-lit.ts'
import { decisionOmits, hpaOmits, machineOmits } from './diagrams/omissions.ts'
import type { params } from './params.ts'
import type { ScalingWorld } from './run/world.ts'

/** The decision, what keeps it from flapping, and the decision of Kubernetes. */
export const diagrams: readonly Diagram<typeof params, ScalingWorld>[] = [
  { key: 'decision', tab: 'Decision', lit: decisionLit, labels: decisionLabels, omits: decisionOmits },
  { key: 'machine', tab: 'Anti-flapping', lit: machineLit, labels: machineLabels, omits: machineOmits },
  { key: 'hpa', tab: 'Kubernetes HPA', lit: hpaLit, omits: hpaOmits },
]
