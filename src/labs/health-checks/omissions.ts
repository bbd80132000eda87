import type { HealthParams } from './params.ts'

type Taken = (part: string) => boolean

/** Ways that no answer takes with these settings. */
export function flowOmits(params: HealthParams, taken: Taken): readonly string[] {
  const kills = params.liveReads !== 'none' || params.startupProbe
  return [
    ...(params.outliers ? [] : ['ejects', 'returns']),
    ...(params.panicThreshold > 0 || taken('panics') ? [] : ['panics', 'calms']),
    ...(kills ? [] : ['kills']),
  ]
}

/** Answers to a timed-out run, runs that broke off and new beginnings are drawn once they have happened. */
export const checkOmits = (): readonly string[] => ['exceeds', 'ignores', 'breaksOff', 'forgets']

/** A start-up that fails needs its probe; a crash is drawn once there was one. */
export const containerOmits = ({ liveReads, startupProbe }: HealthParams): readonly string[] => [
  ...(startupProbe ? [] : ['startupKills']),
  ...(liveReads === 'none' ? ['livenessKills'] : []),
]
