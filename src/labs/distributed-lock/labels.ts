import { duration } from '../../units.ts'
import type { LockParams } from './params.ts'

/** Labels of the life cycle's arrows under the parameters in force. */
export const machineLabels = ({ ttl }: LockParams): Readonly<Record<string, string>> => ({
  expires: `TTL over<br/>${duration(ttl)}`,
})
