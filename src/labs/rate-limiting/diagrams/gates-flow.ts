import { defineFlow } from '../../../machine/flow.ts'

const quiet = { numbers: ['call'], quiet: true } as const
const passing = { numbers: ['call', 'left:tokens'], rule: '{left} left', quiet: true } as const
const failing = { numbers: ['call', 'wait:ms'], rule: 'enough in {wait}', tone: 'refused', quiet: true } as const

/** Several users before three limits: user, then IP, then global, and one decision. */
export const gatesFlow = defineFlow({
  title: 'Users and gates',
  direction: 'LR',
  subject: 'Call',
  groups: { users: { label: 'User buckets' } },
  nodes: {
    call: { label: 'Call', means: 'A call arrives, from a user and an address.', shape: 'start' },
    first: { label: 'User 1', means: 'The bucket of the first user.', shape: 'cell', group: 'users' },
    second: { label: 'User 2', means: 'The bucket of the second user.', shape: 'cell', group: 'users' },
    third: { label: 'User 3', means: 'The bucket of the third user.', shape: 'cell', group: 'users' },
    others: { label: 'All others', means: 'The buckets of all other users.', shape: 'cell', group: 'users' },
    user: { label: 'User', means: 'Does the user’s bucket hold enough?', shape: 'question' },
    address: { label: 'IP', means: 'Does the bucket of the caller’s address hold enough?', shape: 'question' },
    everyone: { label: 'Global', means: 'Does the bucket that all share hold enough?', shape: 'question' },
    decision: { label: 'All pass?', means: 'A call passes when every gate lets it pass.', shape: 'question' },
    allow: { label: 'Allow', means: 'All gates take, and the call goes on.', shape: 'end', tone: 'fine' },
    deny: { label: 'Deny', means: 'The call is refused.', shape: 'end', tone: 'refused' },
  },
  edges: {
    callsFirst: { from: 'call', to: 'first', means: 'User 1 calls.', ...quiet },
    callsSecond: { from: 'call', to: 'second', means: 'User 2 calls.', ...quiet },
    callsThird: { from: 'call', to: 'third', means: 'User 3 calls.', ...quiet },
    callsOther: { from: 'call', to: 'others', means: 'Another user calls.', ...quiet },
    asksFirst: { from: 'first', to: 'user', means: 'The first bucket answers.', ...quiet },
    asksSecond: { from: 'second', to: 'user', means: 'The second bucket answers.', ...quiet },
    asksThird: { from: 'third', to: 'user', means: 'The third bucket answers.', ...quiet },
    asksOther: { from: 'others', to: 'user', means: 'The bucket of that user answers.', ...quiet },
    userPasses: { from: 'user', to: 'address', label: 'passes', means: 'The user’s bucket holds enough.', ...passing },
    userFails: {
      from: 'user',
      to: 'address',
      label: 'fails',
      means: 'The user’s bucket is empty. The other gates are asked all the same, and nothing is taken.',
      ...failing,
    },
    addressPasses: {
      from: 'address',
      to: 'everyone',
      label: 'passes',
      means: 'The bucket of the address holds enough.',
      ...passing,
    },
    addressFails: {
      from: 'address',
      to: 'everyone',
      label: 'fails',
      means: 'Too many calls come from this address.',
      ...failing,
    },
    globalPasses: {
      from: 'everyone',
      to: 'decision',
      label: 'passes',
      means: 'The bucket of all holds enough.',
      ...passing,
    },
    globalFails: {
      from: 'everyone',
      to: 'decision',
      label: 'fails',
      means: 'All together call too often.',
      ...failing,
    },
    allows: {
      from: 'decision',
      to: 'allow',
      label: 'yes',
      means: 'Every gate takes its token.',
      tone: 'fine',
      ...quiet,
    },
    denies: {
      from: 'decision',
      to: 'deny',
      label: 'no',
      means: 'At least one gate refused.',
      numbers: ['call', 'user', 'wait:ms'],
      rule: 'the longest wait is {wait}',
      says: 'Gates: call {call} of user {user} denied, enough in {wait}',
      tone: 'refused',
    },
    userEnds: {
      from: 'user',
      to: 'deny',
      label: 'as it goes',
      means: 'The first refusal ends it.',
      ...failing,
    },
    addressEnds: {
      from: 'address',
      to: 'deny',
      label: 'as it goes',
      means: 'The first refusal ends it. What the user’s bucket gave stays taken.',
      ...failing,
    },
  },
})
