import type { AnyLab } from '../../src/lab/lab.ts'
import { type Broken, carelessLab, handling, member } from './broken.ts'
import { type ToyEvent, toyLab, toyModel } from './toy-lab.ts'
import { challenges, presets, searches } from './toy-lesson.ts'

/** Counts outside its world: over all runs, or from the start of one. */
function counting(fromStart: boolean): AnyLab {
  let hidden = 0
  return handling(
    (world, event, moment) => {
      hidden += 1
      if (hidden % 5 === 0) world.refused -= 1
      toyModel.handle(world, event, moment)
    },
    {
      start(moment) {
        if (fromStart) hidden = 0
        return toyModel.start(moment)
      },
    },
  )
}

const breaking = member(presets)
const few = member(challenges)
const none = member(challenges, 1)
const fits = member(toyLab.invariants)
const calls = member(Object.values(toyLab.probes))
const refused = member(Object.values(toyLab.probes), 1)

/** Labs whose runs break a rule. */
export const brokenRuns: readonly Broken[] = [
  {
    rule: 'the same scenario gives the same run, and another seed another one',
    offends: /runs differently the second time/,
    lab: counting(false),
  },
  {
    rule: 'the same scenario gives the same run, and another seed another one',
    offends: /seeds make no difference/,
    lab: {
      ...handling((world, event, moment) => {
        if (event.type === 'call') world.calls += 1
        moment.after(100, event)
      }),
    },
  },
  {
    rule: 'the length of the frames makes no difference',
    offends: /differs in steps, or when it is watched/,
    lab: handling((world, event, moment) => {
      if ('observer' in moment && moment.observer !== undefined) world.refused -= 1
      toyModel.handle(world, event, moment)
    }),
  },
  { rule: 'fifty random seeks equal fifty replays', offends: /differs at event/, lab: counting(true) },
  {
    rule: 'a world and its events are plain data: a run goes on from a copy of them in JSON, or in another thread',
    offends: /goes on differently from a clone/,
    lab: handling((world, event, moment) => {
      const shared = 'shared' in world ? (world.shared as { n: number }) : { n: 0 }
      Object.assign(world, { shared })
      shared.n += 1
      if ('shared' in event) world.refused -= (event.shared as { n: number }).n
      toyModel.handle(world, event, moment)
      if (event.type === 'call') moment.after(50, { type: 'repair', shared } as ToyEvent)
    }),
  },
  {
    rule: 'a world and its events are plain data: a run goes on from a copy of them in JSON, or in another thread',
    offends: /a world may hold plain data only/,
    lab: {
      ...handling(toyModel.handle, { start: (moment) => Object.assign(toyModel.start(moment), { map: new Map() }) }),
    },
  },
  {
    rule: 'events are values: frozen, they do the same',
    offends: /it threw: Cannot assign to read only property/,
    lab: handling((world, event, moment) => {
      toyModel.handle(world, event, moment)
      if (event.type === 'burst') (event as { calls: number }).calls = 0
    }),
  },
  {
    rule: 'a link gives the same run, to the bit',
    offends: /preset breaking has no legal link/,
    lab: { ...toyLab, presets: [{ ...breaking, params: { rate: 0.3 } }] },
  },
  {
    rule: 'invariants hold after every event, whatever the parameters and acts',
    offends: /^fits breaks in preset breaking at event \d+, [\d.]+ ms/,
    lab: carelessLab,
  },
  {
    rule: 'every invariant is checked in some preset',
    offends: /^fits is checked nowhere/,
    lab: { ...toyLab, invariants: [{ ...fits, holds: () => undefined }] },
  },
  {
    rule: 'probes are finite, or NaN where there is nothing to read, and counts never fall',
    offends: /calls falls to -1[\s\S]*refused is Infinity/,
    lab: {
      ...toyLab,
      probes: {
        calls: { ...calls, read: (_: unknown, __: unknown, now: number) => (now < 500 ? 0 : -1) },
        refused: { ...refused, read: (_: unknown, __: unknown, now: number) => (now < 900 ? 0 : Infinity) },
      },
    },
  },
  {
    rule: 'every preset shows what it promises, in time',
    offends: /breaking takes gate\.breaks \d+ times until 20000 ms, not 1000000/,
    lab: {
      ...toyLab,
      presets: [{ ...breaking, shows: { by: 20_000, parts: { 'gate.breaks': 1e6 } } }, ...presets.slice(1)],
    },
  },
  {
    rule: 'every row of every machine, edge of every flow and message of every sequence is taken somewhere',
    offends: /^gate\.repairs is never taken$/,
    lab: handling((world, event, moment) => {
      if (event.type !== 'repair') toyModel.handle(world, event, moment)
    }),
  },
  {
    rule: 'no challenge is solved by doing nothing, and each is solved by its solution under every seed',
    offends: /few is solved by doing nothing under 3 seeds[\s\S]*none is not solved under seed 1: refused 0\.\d+/,
    lab: {
      ...toyLab,
      challenges: [
        { ...few, goals: [{ probe: 'calls', atLeast: 1 }] },
        { ...none, solution: {} },
      ],
    },
  },
  {
    rule: 'each search finds what it looks for where it must, and nothing where it must not',
    offends: /breaks finds nothing in 50 runs[\s\S]*breaks finds something after \d+ runs/,
    lab: { ...toyLab, searches: [{ ...member(searches), finds: { breaks: 0 }, findsNone: { breaks: 0.5 } }] },
  },
  {
    rule: 'the tour comes to its end by what its steps do',
    offends: /“Break” waits for gate\.breaks in vain/,
    lab: {
      ...toyLab,
      tour: [{ title: 'Break', text: 'Wait.', preset: 'calm', does: { act: 'calm' }, waits: 'gate.breaks' }],
    },
  },
]
