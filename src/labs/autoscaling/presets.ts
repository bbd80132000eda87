import type { Preset } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly Preset<typeof params>[] = [
  {
    key: 'morning',
    title: 'Morning ramp',
    look: 'Load climbs to four times as much in five minutes: each crossing of 80% adds one, then a cooldown.',
    params: { evaluatePeriod: 5000, metricPeriod: 5000, cooldownUp: 30_000, cooldownDown: 30_000, startUp: 15_000 },
    acts: [],
    seed: 1,
    shows: {
      by: 300_000,
      parts: { 'machine.exceeds': 3, 'machine.expires': 2, 'decision.skips': 2, 'decision.between': 3 },
    },
  },
  {
    key: 'hpa',
    title: 'HPA defaults, spike of 10x',
    look:
      'Ten times the load from 1:00 to 4:00. CPU cannot show more than 100%, so a step at most doubles; afterwards a ' +
      'window of 5 min keeps all.',
    params: {
      policy: 'hpa',
      loadShape: 'spike',
      rate: 250,
      peakFactor: 10,
      period: 60_000,
      spikeTime: 180_000,
      maxInstances: 30,
    },
    acts: [],
    seed: 2,
    shows: {
      by: 700_000,
      parts: { 'hpa.applies': 4, 'hpa.stabilises': 5, 'hpa.keeps': 3, 'machine.exceeds': 3, 'machine.underuses': 1 },
    },
  },
  {
    key: 'resonance',
    title: 'A sine that meets the cooldown',
    look: 'A swing is as long as two cooldowns: instances come when the load goes, and go when it comes.',
    params: {
      loadShape: 'sine',
      rate: 400,
      peakFactor: 3.5,
      period: 390_000,
      addStep: 3,
      removeStep: 3,
      lower: 0.5,
      minInstances: 2,
      startInstances: 4,
      startUp: 45_000,
    },
    acts: [],
    seed: 3,
    shows: {
      by: 1_800_000,
      parts: { 'machine.exceeds': 3, 'machine.underuses': 3, 'decision.skips': 10, 'machine.expires': 6 },
    },
  },
  {
    key: 'flapping',
    title: 'No cooldown, slow start-up',
    look: 'The load is steady. The rule adds until the first instance is ready, and then takes too many away.',
    params: {
      loadShape: 'steady',
      rate: 1000,
      cooldownUp: 0,
      cooldownDown: 0,
      startUp: 60_000,
      termination: 5000,
      lower: 0.6,
      upper: 0.75,
      removeStep: 3,
      startInstances: 5,
      maxInstances: 30,
    },
    acts: [],
    seed: 4,
    shows: {
      by: 1_200_000,
      parts: { 'machine.exceeds': 15, 'machine.underuses': 5, 'machine.addedFreely': 15, 'machine.removedFreely': 5 },
    },
  },
  {
    key: 'lag',
    title: 'Metric lag',
    look:
      'A surge at 1:00 is over after few actions. From 6:00 on metrics come three minutes late: after the same surge ' +
      'the rule swings without end.',
    params: {
      loadShape: 'steady',
      rate: 1500,
      startInstances: 9,
      startUp: 15_000,
      cooldownUp: 30_000,
      cooldownDown: 30_000,
      upper: 0.75,
      lower: 0.55,
      minInstances: 4,
      maxInstances: 30,
    },
    acts: [
      { at: 60_000, do: 'surge', with: { factor: 1.5, lasts: 60_000 } },
      { at: 360_000, set: { metricLag: 180_000 } },
      { at: 600_000, do: 'surge', with: { factor: 1.5, lasts: 60_000 } },
    ],
    seed: 5,
    shows: { by: 2_400_000, parts: { 'machine.exceeds': 10, 'machine.underuses': 8 } },
  },
  {
    key: 'predictive',
    title: 'Predictive against reactive',
    look: 'Two swings by thresholds, from 20:00 on two by the trend, from 40:00 on by the season: who is early?',
    params: {
      loadShape: 'sine',
      rate: 300,
      peakFactor: 6,
      period: 600_000,
      startInstances: 2,
      startUp: 90_000,
      lead: 120_000,
      cooldownUp: 60_000,
      cooldownDown: 60_000,
      addStep: 2,
      lower: 0.5,
    },
    acts: [
      { at: 1_200_000, set: { policy: 'predictive', cooldownUp: 0, cooldownDown: 0 } },
      { at: 2_400_000, set: { forecastBy: 'season' } },
    ],
    seed: 6,
    shows: { by: 3_600_000, parts: { 'machine.exceeds': 10, 'machine.underuses': 10, 'decision.above': 20 } },
  },
]
