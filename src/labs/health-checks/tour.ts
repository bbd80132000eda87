import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = [
  {
    title: 'A cache goes down',
    text:
      'Search loses its cache at 4 s. The check fails, it is not critical, and the answer becomes 200 degraded. ' +
      'Users and load balancer see no difference.',
    preset: 'cache-down',
    diagram: 'flow',
    waits: 'flow.degrades',
  },
  {
    title: 'Cut Orders off',
    text:
      'Press X. Orders no longer reaches the API, which is critical: 503. After two failures in a row its replicas ' +
      'leave the rotation. Nobody restarts them for that.',
    does: { act: 'cut' },
    diagram: 'flow',
    waits: 'flow.takesOut',
  },
  {
    title: 'Call an endpoint',
    text:
      'Choose a replica of Orders in the dashboard and call its endpoints. /health/ready says 503 and why, ' +
      '/health/live says 200. Step back in time: the answers change with it.',
    diagram: 'dashboard',
  },
  {
    title: 'Slow is worse than down',
    text:
      'The database now takes 6 s. Each run of its check waits 5 s, counts as failed, and gives its slot back. ' +
      'While it waits no second run begins.',
    preset: 'slow-database',
    diagram: 'check',
    waits: 'check.timesOut',
  },
  {
    title: 'The late answer',
    text: 'One second later the answer comes after all. Its run is over, so it changes nothing.',
    diagram: 'check',
    waits: 'check.ignores',
  },
  {
    title: 'A restart that heals nothing',
    text:
      'Here liveness asks the database. When that goes down, the orchestrator kills every process, three failures ' +
      'after the other, and each restart makes the next wait longer.',
    preset: 'restart-storm',
    diagram: 'container',
    waits: 'container.livenessKills',
  },
  {
    title: 'When nobody is left',
    text:
      'Readiness asks the shared database too, so its outage empties every rotation. At 26 s a panic threshold is ' +
      'set: with fewer than half available, all get traffic and serve from the cache.',
    preset: 'shared',
    diagram: 'flow',
    waits: 'flow.panics',
  },
  {
    title: 'Ask why',
    text:
      'Click the arrow to Out of rotation. Why shows the rule with its numbers, the probes it looked at, and the way ' +
      'back to the act that began it.',
    preset: 'shared',
    diagram: 'flow',
    waits: 'flow.takesOut',
  },
]
