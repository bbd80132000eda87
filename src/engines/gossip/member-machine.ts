import { defineMachine } from '../../machine/machine.ts'
import { incarnationOf, SUSPECT, stateOf, UNKNOWN } from './member.ts'

/** What one observer believes of one member, and every way in which that changes. */
export const memberMachine = defineMachine({
  title: 'A member as one observer sees it',
  initial: 'alive',
  states: {
    alive: {
      label: 'Alive',
      means: 'The observer takes the member to be up, and probes it in its turn.',
      tone: 'fine',
    },
    suspect: {
      label: 'Suspect',
      means: 'Nobody could reach the member. It has until the suspicion timer ends to say that it lives.',
      tone: 'suspect',
    },
    dead: {
      label: 'Dead',
      means: 'The suspicion was not refuted in time, or somebody else found so.',
      tone: 'failed',
    },
    left: {
      label: 'Left',
      means: 'The member said farewell itself: its silence is no failure.',
      tone: 'idle',
    },
    unknown: {
      label: 'Unknown',
      means: 'The observer has not heard of the member yet, or has forgotten that it was dead or gone.',
      tone: 'plain',
    },
  },
  edges: {
    suspects: {
      from: 'alive',
      to: 'suspect',
      label: 'silent',
      means: 'A probe stayed without answer, direct and through others, or another member says so.',
      numbers: ['member', 'observer', 'incarnation', 'accuser'],
      rule: 'incarnation of the suspicion {incarnation} ≥ incarnation known; accused by node {accuser}',
      says: 'Node {observer} suspects node {member}: node {accuser} could not reach it',
      tone: 'suspect',
    },
    accuses: {
      from: 'suspect',
      to: 'suspect',
      label: 'confirmed',
      means: 'A further member accuses it too. Each distinct accuser shortens the suspicion timer.',
      numbers: ['member', 'observer', 'confirmations', 'left:ms'],
      rule: 'distinct accusers besides the first {confirmations}; {left} left to refute',
      tone: 'suspect',
      quiet: true,
    },
    refutes: {
      from: 'suspect',
      to: 'alive',
      label: 'refuted',
      means: 'The member lives and said so under a higher incarnation, which beats the suspicion.',
      numbers: ['member', 'observer', 'incarnation'],
      rule: 'alive at incarnation {incarnation} > incarnation of the suspicion',
      says: 'Node {observer} hears node {member} refute: alive at incarnation {incarnation}',
      tone: 'fine',
    },
    confirms: {
      from: 'suspect',
      to: 'dead',
      label: 'time-out',
      means: 'The suspicion timer ended without a refutation, or somebody whose timer ended earlier says dead.',
      numbers: ['member', 'observer', 'incarnation', 'accuser'],
      rule: 'dead at incarnation {incarnation} ≥ incarnation of the suspicion; declared by node {accuser}',
      says: 'Node {observer} takes node {member} for dead',
      tone: 'failed',
    },
    condemns: {
      from: 'alive',
      to: 'dead',
      label: 'heard dead',
      means: 'Others found it dead before this observer suspected anything, or suspicion is switched off.',
      numbers: ['member', 'observer', 'incarnation', 'accuser'],
      rule: 'dead at incarnation {incarnation} ≥ incarnation known; declared by node {accuser}',
      says: 'Node {observer} hears that node {member} is dead',
      tone: 'failed',
    },
    renews: {
      from: 'alive',
      to: 'alive',
      label: 'newer life',
      means: 'The member lives under a higher incarnation: it answered a suspicion that this observer never heard.',
      numbers: ['member', 'observer', 'incarnation'],
      rule: 'alive at incarnation {incarnation} > incarnation known',
      quiet: true,
    },
    leaves: {
      from: ['alive', 'suspect', 'dead'],
      to: 'left',
      label: 'farewell',
      means: 'The member announced that it leaves.',
      numbers: ['member', 'observer', 'incarnation'],
      rule: 'left at incarnation {incarnation} ≥ incarnation known',
      says: 'Node {observer} hears that node {member} has left',
      tone: 'idle',
    },
    rejoins: {
      from: ['dead', 'left'],
      to: 'alive',
      label: 'is back',
      means: 'The member is alive in a later life: it restarted, or was never dead.',
      numbers: ['member', 'observer', 'incarnation'],
      rule: 'alive at incarnation {incarnation} > incarnation at which it was dead or had left',
      says: 'Node {observer} takes node {member} in as alive, at incarnation {incarnation}',
      tone: 'fine',
    },
    joins: {
      from: 'unknown',
      to: 'alive',
      label: 'is new',
      means: 'The observer hears of a member that it does not know. Any incarnation will do: nothing is left to beat.',
      numbers: ['member', 'observer', 'incarnation'],
      rule: 'not known; alive at incarnation {incarnation}',
      says: 'Node {observer} hears of node {member} for the first time, or anew',
      tone: 'fine',
    },
    forgets: {
      from: ['dead', 'left'],
      to: 'unknown',
      label: 'forgotten',
      means: 'The member was dead or gone for longer than the limit when a round of probes ended.',
      numbers: ['member', 'observer'],
      says: 'Node {observer} forgets node {member}',
      tone: 'idle',
    },
  },
})

/** A change of belief; the names stand in links and must not change. */
export type MemberEdge = (typeof memberMachine.partNames)[number]

/** By states before and after, in the order alive, suspect, dead, left. */
const steps: readonly (readonly (readonly MemberEdge[])[])[] = [
  [['renews'], ['suspects'], ['condemns'], ['leaves']],
  [['refutes'], ['accuses'], ['confirms'], ['leaves']],
  [['rejoins'], ['rejoins', 'suspects'], ['rejoins', 'condemns'], ['leaves']],
  [['rejoins'], ['rejoins', 'suspects'], ['rejoins', 'condemns'], ['rejoins', 'leaves']],
]
const suspectedAnew: readonly MemberEdge[] = ['refutes', 'suspects']
const heardOf: readonly (readonly MemberEdge[])[] = [
  ['joins'],
  ['joins', 'suspects'],
  ['joins', 'condemns'],
  ['joins', 'leaves'],
]
const forgotten: readonly MemberEdge[] = ['forgets']

/**
 * The edges from one belief to a later one, or to UNKNOWN, both as in `member.ts`.
 * What happened in a life of the member that the
 * observer never saw takes two: first it is back, then the rest. Equal suspicions differ by their accusers.
 */
export function edgesBetween(before: number, after: number): readonly MemberEdge[] {
  if (after === UNKNOWN) return forgotten
  if (before === UNKNOWN) return heardOf[stateOf(after)] as readonly MemberEdge[]
  const anew = stateOf(before) === SUSPECT && stateOf(after) === SUSPECT && incarnationOf(after) > incarnationOf(before)
  return anew ? suspectedAnew : (steps[stateOf(before)]?.[stateOf(after)] as readonly MemberEdge[])
}
