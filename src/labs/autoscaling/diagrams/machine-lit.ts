import type { Lit } from '../../../lab/lab.ts'
import { duration, type Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import type { ScalingWorld } from '../run/world.ts'

/** The state of the anti-flapping machine, and what is left of its cooldown. */
export function machineLit({ autoscaler, marks }: ScalingWorld, _: ScalingParams, now: Millis): Lit {
  const { scaler } = autoscaler
  const left = scaler.since + scaler.cooldown - now
  const acting = `${marks.from} → ${marks.to}`
  const notes: Record<string, string> = {}
  if (scaler.state === 'cooldown.waiting') {
    notes['cooldown.waiting'] = `${duration(Math.max(0, Math.ceil(left / 1000) * 1000))} left`
    return { current: [scaler.state], notes }
  }
  if (scaler.state === 'scalingUp' || scaler.state === 'scalingDown') notes[scaler.state] = acting
  return { current: [scaler.state], since: scaler.since, notes }
}
