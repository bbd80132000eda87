import { defineMachine } from '../../machine/machine.ts'

/**
 * What keeps an autoscaler from flapping: one action, then a wait in which it does nothing. Cooldown includes its last
 * instant: it is over when strictly more than its length has passed.
 */
export const scalerMachine = defineMachine({
  title: 'Anti-flapping',
  initial: 'stable',
  states: {
    stable: { label: 'Stable', means: 'No action is under way: the next evaluation may act.', tone: 'fine' },
    scalingUp: {
      label: 'ScalingUp',
      means: 'Instances were added and the action is not finished.',
      tone: 'caution',
    },
    scalingDown: {
      label: 'ScalingDown',
      means: 'Instances were removed and the action is not finished.',
      tone: 'caution',
    },
    cooldown: {
      label: 'Cooldown',
      means: 'An action was taken: until the timer expires there is no other.',
      tone: 'idle',
      initial: 'waiting',
      inner: {
        waiting: { label: 'Waiting', means: 'Metrics cause no action: the effect of the last one has yet to show.' },
      },
    },
  },
  edges: {
    exceeds: {
      from: 'stable',
      to: 'scalingUp',
      label: 'threshold<br/>exceeded',
      means: 'The rule asks for more instances, and nothing forbids it.',
      numbers: ['from', 'to:instances'],
      rule: '{to} > {from}',
      says: 'Scaled up from {from} to {to}',
      tone: 'caution',
    },
    underuses: {
      from: 'stable',
      to: 'scalingDown',
      label: 'under-<br/>utilised',
      means: 'The rule asks for fewer instances, and nothing forbids it.',
      numbers: ['from', 'to:instances'],
      rule: '{to} < {from}',
      says: 'Scaled down from {from} to {to}',
      tone: 'caution',
    },
    added: {
      from: 'scalingUp',
      to: 'cooldown',
      label: 'action taken',
      means: 'The action counts as taken: the cooldown begins.',
      numbers: ['took:ms', 'cooldown:ms'],
      rule: 'after {took}: cooldown of {cooldown}',
      says: 'The scale-up was taken: cooldown of {cooldown}',
      tone: 'idle',
    },
    removed: {
      from: 'scalingDown',
      to: 'cooldown',
      label: 'action taken',
      means: 'The action counts as taken: the cooldown begins.',
      numbers: ['took:ms', 'cooldown:ms'],
      rule: 'after {took}: cooldown of {cooldown}',
      says: 'The scale-down was taken: cooldown of {cooldown}',
      tone: 'idle',
    },
    addedFreely: {
      from: 'scalingUp',
      to: 'stable',
      label: 'no cooldown',
      means: 'The action counts as taken and no cooldown is set: the next evaluation may act again.',
      numbers: ['took:ms'],
      rule: 'after {took}, no cooldown',
      tone: 'plain',
    },
    removedFreely: {
      from: 'scalingDown',
      to: 'stable',
      label: 'no cooldown',
      means: 'The action counts as taken and no cooldown is set: the next evaluation may act again.',
      numbers: ['took:ms'],
      rule: 'after {took}, no cooldown',
      tone: 'plain',
    },
    expires: {
      from: 'cooldown.waiting',
      to: 'stable',
      label: 'timer<br/>expires',
      means: 'The cooldown is over: the next evaluation may act.',
      numbers: ['waited:ms', 'cooldown:ms'],
      rule: 'waited {waited} > {cooldown}',
      says: 'The cooldown of {cooldown} was over',
      tone: 'fine',
    },
  },
})

/** A resting state: `stable`, `scalingUp`, `scalingDown`, `cooldown.waiting`. */
export type ScalerState = typeof scalerMachine.initial

/** A transition; the names stand in links and must not change. */
export type ScalerEdge = (typeof scalerMachine.partNames)[number]
