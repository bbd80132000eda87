import type { Preset } from '../../lab/lesson.ts'
import type { params } from './params.ts'

type BreakerPreset = Preset<typeof params>

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly BreakerPreset[] = [
  {
    key: 'outage',
    title: '30 s outage',
    look: 'The backend goes down at 7 s: watch five failures open the breaker, probes fail, and two good ones close it.',
    params: {},
    acts: [
      { at: 7000, do: 'kill' },
      { at: 37_000, set: { backend: 'up' } },
    ],
    seed: 41,
    shows: { by: 50_000, parts: { 'machine.opens': 1, 'machine.reopens': 3, 'machine.closes': 1 } },
  },
]
