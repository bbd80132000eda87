import { type Broken, member } from './broken.ts'
import { toyLab } from './toy-lab.ts'
import { challenges, imports, presets, searches, tour } from './toy-lesson.ts'

const breaking = member(presets)
const few = member(challenges)
const burst = member(Object.values(toyLab.acts))
const repair = member(Object.values(toyLab.acts), 1)
const fits = member(toyLab.invariants)
const gate = member(toyLab.diagrams)
const way = member(toyLab.diagrams, 1)

/** Labs whose declarations break a rule. */
export const brokenDeclarations: readonly Broken[] = [
  {
    rule: 'every parameter has a plain name of its own, a range and a legal default',
    offends: /seed is a key of links[\s\S]*the default of wide is not legal/,
    lab: {
      ...toyLab,
      params: { ...toyLab.params, seed: toyLab.params.rate, wide: { ...toyLab.params.rate, default: 99 } },
    },
  },
  {
    rule: 'every act has a key of its own, does something, and does it with plain data',
    offends: /the key r does two acts[\s\S]*burst has the key “R”/,
    lab: { ...toyLab, acts: { burst: { ...burst, key: 'R' }, repair: { ...repair, key: 'r' } } },
  },
  {
    rule: 'diagrams, charts and marks name only what there is',
    offends: /way is never shown[\s\S]*unknown probe served/,
    lab: {
      ...toyLab,
      diagrams: [gate],
      charts: [{ ...member(toyLab.charts), series: [{ probe: 'served', label: 'Served' }] }],
    },
  },
  { rule: 'a lab has what every lab has', offends: /it has 0 presets, not 3 to 9/, lab: { ...toyLab, presets: [] } },
  {
    rule: 'presets are legal scenarios with names of their own',
    offends: /sets rate to 0.3, which is not legal[\s\S]*“explode” is unknown/,
    lab: { ...toyLab, presets: [{ ...breaking, params: { rate: 0.3 }, acts: [{ at: 1, do: 'explode' }] }] },
  },
  {
    rule: 'challenges name only what there is, and their solutions leave alone what they fix',
    offends: /sets breaks, which is fixed[\s\S]*unknown probe served/,
    lab: { ...toyLab, challenges: [{ ...few, solution: { breaks: 0 }, goals: [{ probe: 'served', atLeast: 1 }] }] },
  },
  {
    rule: 'searches name only what there is',
    offends: /unknown part gate\.opens[\s\S]*unknown act explode[\s\S]*fewer than two values/,
    lab: {
      ...toyLab,
      searches: [{ ...member(searches), part: 'gate.opens', acts: ['explode'], varies: { slots: [1] } }],
    },
  },
  {
    rule: 'what is imported is legal, and nothing that is read makes a reader fail',
    offends: /the example of slots sets slots to 9/,
    lab: { ...toyLab, imports: [{ ...member(imports), example: 'slots: 9' }] },
  },
  {
    rule: 'the tour names only what there is',
    offends: /unknown preset gone[\s\S]*unknown part gate\.opens/,
    lab: { ...toyLab, tour: [{ ...member(tour), preset: 'gone', waits: 'gate.opens' }] },
  },
  {
    rule: 'invariants, laws and take-homes have keys of their own',
    offends: /the key fits stands twice/,
    lab: { ...toyLab, invariants: [fits, fits] },
  },
  {
    rule: 'every link of the lesson resolves',
    offends: /the preset “gone” is unknown[\s\S]*names an unknown lab[\s\S]*gate\.md leads nowhere/,
    lesson: '[a](#/toy-gate?preset=gone) [b](#/toy) [c](gate.md)',
  },
  {
    rule: 'texts are there, short, and without exclamation marks',
    offends: /the title has an exclamation mark[\s\S]*the question is empty/,
    lab: { ...toyLab, title: 'Look!', question: ' ' },
  },
  {
    rule: 'templates name only the numbers and parameters that there are',
    offends: /gate\.fills names the unknown took[\s\S]*the flag of burst names the unknown call/,
    lab: {
      ...toyLab,
      acts: { burst: { ...burst, flag: '{call}' } },
      book: { ...toyLab.book, texts: [{ means: 'It fills.', numbers: ['taken'], says: 'Full with {took}.' }] },
    },
  },
]

/** Labs whose pictures and texts break a rule while they run. */
export const brokenPictures: readonly Broken[] = [
  {
    rule: 'diagrams light only places that they have, and a machine always stands somewhere',
    offends: /gate lights the unknown nowhere[\s\S]*way lights the unknown up/,
    lab: {
      ...toyLab,
      diagrams: [
        { ...gate, lit: () => ({ current: ['nowhere'] }) },
        { ...way, lit: () => ({ current: [], notes: { up: '1' } }) },
      ],
    },
  },
  {
    rule: 'captions, evidence and sentences are whole, short texts at every moment',
    offends: /the caption of .* is “\*\*NaN\*\* calls”/,
    lab: { ...toyLab, caption: () => ({ tone: 'fine', text: `**${0 / 0}** calls` }) },
  },
  {
    rule: 'events and acts are told in whole sentences',
    offends: /is told as “Call undefined”[\s\S]*/,
    lab: { ...toyLab, tells: () => 'Call undefined' },
  },
  {
    rule: 'labels, configurations and views are whole whatever the parameters',
    offends: /gate\.repairs outgrows “repair”[\s\S]*yaml is not whole/,
    lab: {
      ...toyLab,
      diagrams: [{ ...gate, labels: () => ({ repairs: 'repaired after one second' }) }],
      takeHome: [{ ...member(toyLab.takeHome), text: () => 'slots: undefined' }],
    },
  },
]
