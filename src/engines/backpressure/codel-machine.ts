import { defineMachine } from '../../machine/machine.ts'

/** What controlled delay makes of the waits that it sees at the head of the queue. */
export const codelMachine = defineMachine({
  title: 'Controlled delay',
  initial: 'below',
  states: {
    below: {
      label: 'Below target',
      means: 'The last item taken had waited less than the target, or next to nothing was left behind it.',
      tone: 'fine',
    },
    above: {
      label: 'Above target',
      means: 'Items wait longer than the target. If all do so for an interval, dropping begins.',
      tone: 'caution',
    },
    dropping: {
      label: 'Dropping',
      means: 'Items are dropped at the head, the gaps ever shorter, until a wait is below the target.',
      tone: 'failed',
    },
  },
  edges: {
    exceeds: {
      from: 'below',
      to: 'above',
      label: 'wait ≥ target',
      means: 'An item had waited for the target or longer: an interval begins.',
      numbers: ['waited:ms', 'target:ms', 'until:ms'],
      rule: 'waited {waited} ≥ target {target}',
      tone: 'caution',
      quiet: true,
    },
    falls: {
      from: 'above',
      to: 'below',
      label: 'wait < target',
      means: 'An item had waited less than the target before the interval was over: no standing queue.',
      numbers: ['waited:ms', 'target:ms', 'left'],
      rule: 'waited {waited} < target {target}, or {left} ≤ 1 left behind it',
      tone: 'fine',
      quiet: true,
    },
    begins: {
      from: 'above',
      to: 'dropping',
      label: 'for an<br/>interval',
      means: 'Every item taken for a whole interval had waited too long: the first is dropped.',
      numbers: ['waited:ms', 'interval:ms', 'count'],
      rule: 'every wait ≥ target for {interval}; the next gap is {interval} ÷ √{count}',
      says: 'Waits stayed above the target for {interval}: dropping begins',
      tone: 'failed',
    },
    drops: {
      from: 'dropping',
      to: 'dropping',
      label: 'gap over',
      means: 'Waits are still too long when the gap is over: items are dropped, and the next gap is shorter.',
      numbers: ['dropped', 'count', 'gap:ms'],
      rule: '{dropped} dropped, the next gap is interval ÷ √{count} = {gap}',
      tone: 'failed',
      quiet: true,
    },
    ends: {
      from: 'dropping',
      to: 'below',
      label: 'wait < target',
      means: 'An item had waited less than the target: the standing queue is gone.',
      numbers: ['waited:ms', 'target:ms', 'count'],
      rule: 'waited {waited} < target {target}, or at most one left behind it',
      says: 'A wait of {waited} is below the target: dropping ends',
      tone: 'fine',
    },
    doubts: {
      from: 'dropping',
      to: 'above',
      label: 'above anew',
      means: 'The drop brought the wait below the target, and the next item is above it again: a new interval begins.',
      numbers: ['waited:ms', 'target:ms', 'until:ms'],
      rule: 'waited {waited} ≥ target {target}, after one below it',
      tone: 'caution',
    },
  },
})

/** A state of controlled delay. */
export type CodelState = typeof codelMachine.initial

/** A transition of controlled delay; the names stand in links and must not change. */
export type CodelEdge = (typeof codelMachine.partNames)[number]
