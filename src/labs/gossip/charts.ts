import type { Chart } from '../../lab/chart.ts'
import type { GossipParams, params } from './params.ts'
import { detectorOf } from './run/world.ts'

const spreading = ({ rumors }: GossipParams): boolean => rumors
const watching = (params: GossipParams): boolean => detectorOf(params) !== 'off'
const gossiping = ({ watch }: GossipParams): boolean => watch === 'swim'

/** The charts under the picture. */
export const charts: readonly Chart<typeof params>[] = [
  {
    key: 'informed',
    kind: 'lines',
    stepped: true,
    title: 'Informed',
    unit: '% of nodes',
    tall: true,
    floor: 1,
    empty: 'No rumor yet.',
    shownWhen: spreading,
    series: [
      { probe: 'informed', label: 'measured', tone: 'fine' },
      { probe: 'expected', label: 'expected', theory: 'epidemic in rounds, Demers et al. 1987' },
    ],
  },
  {
    key: 'tellings',
    kind: 'bars',
    title: 'Tellings',
    unit: 'per second',
    floor: 50,
    empty: 'Nobody has told anything yet.',
    shownWhen: spreading,
    series: [
      { probe: 'news', label: 'news' },
      { probe: 'known', label: 'known already', tone: 'idle' },
      { probe: 'lost', label: 'lost', tone: 'failed' },
    ],
  },
  {
    key: 'members',
    kind: 'lines',
    stepped: true,
    title: 'Members',
    unit: 'nodes',
    floor: 4,
    empty: 'Nobody watches.',
    shownWhen: watching,
    series: [
      { probe: 'suspected', label: 'suspect', tone: 'suspect' },
      { probe: 'dead', label: 'dead', tone: 'failed' },
      { probe: 'down', label: 'down in fact', dash: 'dotted' },
    ],
  },
  {
    key: 'agreement',
    kind: 'lines',
    stepped: true,
    title: 'Views that agree',
    unit: '%',
    floor: 1,
    empty: 'Nobody watches.',
    shownWhen: gossiping,
    series: [{ probe: 'agreement', label: 'agree' }],
  },
  {
    key: 'mistakes',
    kind: 'lines',
    stepped: true,
    title: 'False alarms',
    unit: 'so far',
    floor: 4,
    empty: 'Nobody watches.',
    shownWhen: watching,
    series: [
      { probe: 'falseSuspicions', label: 'suspected', tone: 'suspect' },
      { probe: 'falseDeaths', label: 'found dead', tone: 'failed' },
    ],
  },
  {
    key: 'detection',
    kind: 'lines',
    title: 'Time to detect',
    unit: 'ms',
    floor: 5000,
    empty: 'Nobody fell in the last minute, or nobody knows yet.',
    shownWhen: watching,
    series: [
      { probe: 'detected50', label: 'p50', dash: 'solid' },
      { probe: 'detected95', label: 'p95', dash: 'dashed' },
      { probe: 'detected99', label: 'p99', dash: 'dotted' },
    ],
  },
  {
    key: 'traffic',
    kind: 'bars',
    title: 'Messages a node',
    unit: 'per second',
    floor: 5,
    empty: 'No message yet.',
    series: [
      { probe: 'rumorTraffic', label: 'rumors' },
      { probe: 'memberTraffic', label: 'membership', tone: 'idle' },
    ],
  },
]
