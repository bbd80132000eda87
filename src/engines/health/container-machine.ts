import { defineMachine } from '../../machine/machine.ts'

/** A container as the node's agent sees it: what its probes make of it. */
export const containerMachine = defineMachine({
  title: 'Container',
  initial: 'waiting',
  states: {
    waiting: {
      label: 'Waiting',
      means: 'No process runs: the container has yet to be started, or waits for the end of its back-off.',
      tone: 'idle',
    },
    starting: {
      label: 'Starting',
      means: 'The process runs, but its start-up probe has not succeeded: no other probe is sent.',
      tone: 'caution',
    },
    unready: {
      label: 'NotReady',
      means: 'The process has started. Its readiness probe keeps it out of rotation; nobody restarts it for that.',
      tone: 'refused',
    },
    ready: { label: 'Ready', means: 'The container is in rotation and gets traffic.', tone: 'fine' },
    stopping: {
      label: 'Stopping',
      means: 'It is being killed. Until its process ends it stays in rotation if its readiness says so.',
      tone: 'failed',
    },
  },
  edges: {
    starts: {
      from: 'waiting',
      to: 'starting',
      label: 'started',
      means: 'A process is started. Its probes know nothing of the one before.',
      numbers: ['container', 'restarts', 'waited:ms', 'wait:ms'],
      rule: 'waited {waited} ≥ back-off {wait}; restarts so far {restarts}',
      says: 'Container {container} is started, after {restarts} restarts',
      tone: 'plain',
    },
    startsUp: {
      from: 'starting',
      to: 'unready',
      label: 'start-up<br/>succeeded',
      means: 'The start-up probe succeeded, or there is none: liveness and readiness are probed from now on.',
      numbers: ['container', 'took:ms', 'inRow', 'needed'],
      rule: 'successes in a row {inRow} ≥ needed {needed}, {took} after the start',
      says: 'Container {container} has started up, {took} after its start',
      tone: 'plain',
    },
    readies: {
      from: 'unready',
      to: 'ready',
      label: 'ready',
      means: 'Readiness succeeded often enough in a row, or there is no such probe: the container gets traffic.',
      numbers: ['container', 'inRow', 'needed'],
      rule: 'successes in a row {inRow} ≥ success threshold {needed}',
      says: 'Container {container} is ready and gets traffic',
      tone: 'fine',
    },
    unreadies: {
      from: 'ready',
      to: 'unready',
      label: 'not ready',
      means: 'Readiness failed so often in a row that the container gets no traffic. It is not restarted.',
      numbers: ['container', 'inRow', 'needed'],
      rule: 'failures in a row {inRow} ≥ failure threshold {needed}',
      says: 'Container {container} is taken out of rotation: {inRow} readiness failures in a row',
      tone: 'refused',
    },
    startupKills: {
      from: 'starting',
      to: 'stopping',
      label: 'start-up failed',
      means: 'The start-up probe failed too often: the process is killed, to be started anew.',
      numbers: ['container', 'inRow', 'needed'],
      rule: 'failures in a row {inRow} ≥ failure threshold {needed}',
      says: 'Container {container} is killed: its start-up probe failed {inRow} times',
      tone: 'failed',
    },
    livenessKills: {
      from: ['unready', 'ready'],
      to: 'stopping',
      label: 'liveness failed',
      means: 'Liveness failed so often in a row that the process is killed, to be started anew.',
      numbers: ['container', 'inRow', 'needed'],
      rule: 'failures in a row {inRow} ≥ failure threshold {needed}',
      says: 'Container {container} is killed: {inRow} liveness failures in a row',
      tone: 'failed',
    },
    crashes: {
      from: ['starting', 'unready', 'ready'],
      to: 'waiting',
      label: 'crashed',
      means: 'The process ended by itself.',
      numbers: ['container', 'ran:ms', 'wait:ms'],
      rule: 'back-off until the next start {wait}; it had run for {ran}',
      says: 'Container {container} crashed after {ran} and waits {wait} to be started again',
      tone: 'failed',
    },
    stops: {
      from: 'stopping',
      to: 'waiting',
      label: 'stopped',
      means: 'The process that was killed has ended.',
      numbers: ['container', 'ran:ms', 'wait:ms'],
      rule: 'back-off until the next start {wait}; it had run for {ran}',
      says: 'Container {container} has stopped and waits {wait} to be started again',
      tone: 'idle',
    },
  },
})

/** A state of a container: `waiting`, `starting`, `unready`, `ready`, `stopping`. */
export type ContainerState = typeof containerMachine.initial

/** A transition of a container; the names stand in links and must not change. */
export type ContainerEdge = (typeof containerMachine.partNames)[number]
