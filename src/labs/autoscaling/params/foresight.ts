import type { Params } from '../../../lab/param.ts'
import { type Given, instances, span, times, under } from './given.ts'

const predictive = under('predictive')
const scheduled = under('scheduled')
const seasonal = (params: Given): boolean => predictive(params) && params['forecastBy'] === 'season'

/** Rules that act before the load is there. */
export const foresight = {
  forecastBy: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Foresees by',
    help: 'The line through the last samples, or what this part of the season was like before.',
    as: 'segments',
    default: 'trend',
    shownWhen: predictive,
    options: {
      trend: { label: 'Trend', help: 'Least squares through the last samples.' },
      season: { label: 'Season', help: 'The average of earlier seasons at the same place.' },
    },
  },
  forecastWindow: {
    ...span('Trend through', 'The samples of so long make the line.', 15_000, 3_600_000),
    default: 120_000,
    shownWhen: (params: Given) => predictive(params) && params['forecastBy'] === 'trend',
  },
  season: {
    ...span('Season', 'After so long the load is expected to repeat.', 30_000, 86_400_000),
    default: 600_000,
    shownWhen: seasonal,
  },
  seasonParts: {
    ...times('Parts of a season', 'Each part has an average of its own.', 288, 4),
    default: 48,
    more: true,
    shownWhen: seasonal,
  },
  newestWeight: {
    kind: 'number',
    group: 'mechanism',
    label: 'Weight of the newest',
    help: 'How much the last season counts in the average.',
    unit: 'share',
    min: 0.05,
    max: 1,
    step: 0.05,
    default: 0.5,
    more: true,
    shownWhen: seasonal,
  },
  lead: {
    ...span('Looks ahead', 'About as long as an instance takes to get ready.', 0, 3_600_000),
    default: 90_000,
    shownWhen: predictive,
  },
  perInstance: {
    kind: 'number',
    group: 'mechanism',
    label: 'Load per instance',
    help: 'Requests per second that each instance is to have.',
    unit: '/s',
    min: 1,
    max: 2000,
    step: 1,
    default: 180,
    scale: 'log',
    shownWhen: predictive,
  },
  coversPresent: {
    kind: 'switch',
    group: 'mechanism',
    label: 'Cover the present load',
    help: 'Never fewer than the load of now needs: a wrong forecast then only comes late.',
    default: true,
    shownWhen: predictive,
  },
  planDay: {
    ...span('Day of the plan', 'The plan repeats after so long.', 60_000, 86_400_000),
    default: 600_000,
    shownWhen: scheduled,
  },
  planNight: {
    ...instances('From the day’s start', 'Instances from the beginning of the plan’s day.'),
    default: 3,
    shownWhen: scheduled,
  },
  planMorningFrom: {
    ...share('Second entry at', 'Where in the day it begins.'),
    default: 0.3,
    shownWhen: scheduled,
  },
  planMorning: { ...instances('Second entry', 'Instances from there on.'), default: 8, shownWhen: scheduled },
  planEveningFrom: {
    ...share('Third entry at', 'Where in the day it begins.'),
    default: 0.85,
    shownWhen: scheduled,
  },
  planEvening: { ...instances('Third entry', 'Instances from there on.'), default: 4, shownWhen: scheduled },
  beneath: {
    kind: 'switch',
    group: 'mechanism',
    label: 'Thresholds beneath',
    help: 'The thresholds decide as well, and the greater number holds.',
    default: false,
    shownWhen: under('predictive', 'scheduled'),
  },
} as const satisfies Params

function share(label: string, help: string) {
  return { kind: 'number', group: 'mechanism', label, help, unit: 'share', min: 0.01, max: 0.99, step: 0.01 } as const
}
