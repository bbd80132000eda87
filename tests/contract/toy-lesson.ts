import type { Challenge, Import, Preset, Search, TourStep } from '../../src/lab/lesson.ts'
import type { params } from './toy-diagrams.ts'

export const presets: readonly Preset<typeof params>[] = [
  {
    key: 'breaking',
    title: 'It breaks',
    look: 'The gate breaks and is repaired.',
    params: { rate: 20 },
    seed: 3,
    acts: [{ at: 2000, do: 'burst', with: { calls: 9 } }],
    shows: {
      by: 20_000,
      parts: { 'gate.breaks': 1, 'gate.repairs': 1, 'gate.fills': 1, 'gate.empties': 1, 'way.no': 4 },
    },
  },
  {
    key: 'loose',
    title: 'Everyone comes in',
    look: 'The gate lets in more calls than it has slots.',
    params: { strict: false, breaks: 0 },
    seed: 2,
    acts: [{ at: 1000, set: { rate: 30 } }],
    shows: { by: 10_000, parts: { 'gate.fills': 1 } },
  },
  {
    key: 'calm',
    title: 'Calm',
    look: 'Nothing breaks.',
    params: { breaks: 0, rate: 2 },
    seed: 1,
    acts: [],
    shows: { by: 5000, parts: { 'way.yes': 5 } },
  },
]

export const tour: readonly TourStep<typeof params>[] = [
  { title: 'Calls come', text: 'Each takes a slot.' },
  { title: 'Look closer', text: 'Every call goes one way.', waits: 'way.arrival' },
  { title: 'Fill it', text: 'Press Burst.', does: { act: 'burst' }, waits: 'way.no', diagram: 'way' },
  {
    title: 'Make it break',
    text: 'Set Breaks to 50%.',
    preset: 'calm',
    does: { set: { breaks: 0.5 } },
    waits: 'gate.breaks',
    diagram: 'gate',
  },
]

export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'few',
    title: 'Refuse few',
    text: 'Refuse less than 1 in 20.',
    fixed: { breaks: 0, rate: 20 },
    acts: [],
    seeds: [1, 2, 3],
    until: 30_000,
    goals: [{ probe: 'refused', atMost: 0.05 }],
    hint: 'How long does a call take?',
    solution: { hold: 10 },
  },
  {
    key: 'none',
    title: 'Refuse none',
    text: 'Refuse no call at all in a burst.',
    fixed: { breaks: 0, rate: 2, load: 'even' },
    acts: [{ at: 1000.5, do: 'burst', with: { calls: 3 } }],
    seeds: [1, 2, 3],
    until: 5000,
    goals: [{ probe: 'refused', atMost: 0 }],
    hint: 'Slots.',
    solution: { slots: 4 },
  },
]

export const searches: readonly Search<typeof params>[] = [
  {
    key: 'breaks',
    title: 'Find a broken gate',
    text: 'Looks for a call that breaks the gate.',
    part: 'gate.breaks',
    acts: ['burst', 'repair'],
    mostActs: 4,
    varies: { slots: [1, 2, 3], load: ['even', 'random'] },
    until: 5000,
    runs: 50,
    finds: { breaks: 0.05 },
    findsNone: { breaks: 0 },
  },
]

export const imports: readonly Import<typeof params>[] = [
  {
    key: 'slots',
    label: 'Import slots',
    help: 'A line that says how many.',
    group: 'mechanism',
    accept: '.yaml',
    example: 'slots: 3',
    read: (text) => {
      const [, slots] = /^slots: (\d+)$/.exec(text) ?? []
      return Promise.resolve(
        slots === undefined ? { failed: 'This text names no slots.' } : { set: { slots: Number(slots) }, notices: [] },
      )
    },
  },
]
