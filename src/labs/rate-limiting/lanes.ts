/** How the level of a limiter moves while nobody asks, and what it counts. */
export type LevelKind = 'tokens' | 'count' | 'estimate' | 'places' | 'level' | 'room'

/** A limiter of the lab: each meets the same calls, and none knows of the others. */
interface Declared {
  readonly key: string
  readonly label: string
  readonly kind: LevelKind
  /** The word for its level in its row. */
  readonly level: string
  /** The lane of the document's own code for it, or the lane whose code that is. */
  readonly twin?: string
}

const declared = [
  { key: 'tokenBucket', label: 'Token bucket', kind: 'tokens', level: 'tokens left', twin: 'referenceToken' },
  { key: 'slidingLog', label: 'Sliding log', kind: 'count', level: 'in the window', twin: 'referenceLog' },
  { key: 'slidingCounter', label: 'Sliding counter', kind: 'estimate', level: 'estimate' },
  { key: 'fixedWindow', label: 'Fixed window', kind: 'count', level: 'in the window' },
  { key: 'leakyQueue', label: 'Leaky queue', kind: 'places', level: 'queued' },
  { key: 'leakyMeter', label: 'Leaky meter', kind: 'level', level: 'in the bucket', twin: 'referenceLeaky' },
  { key: 'gcra', label: 'GCRA', kind: 'level', level: 'ahead of time' },
  { key: 'distributed', label: 'Distributed', kind: 'count', level: 'in the set', twin: 'referenceShared' },
  { key: 'hybrid', label: 'Hybrid', kind: 'room', level: 'room left', twin: 'referenceHybrid' },
  { key: 'gates', label: 'User, IP and global', kind: 'room', level: 'room left' },
  { key: 'referenceToken', label: 'Token bucket', kind: 'tokens', level: 'tokens left', twin: 'tokenBucket' },
  { key: 'referenceLog', label: 'Sliding log', kind: 'count', level: 'in the window', twin: 'slidingLog' },
  { key: 'referenceLeaky', label: 'Leaky meter', kind: 'level', level: 'in the bucket', twin: 'leakyMeter' },
  { key: 'referenceShared', label: 'Distributed', kind: 'count', level: 'in the set', twin: 'distributed' },
  { key: 'referenceHybrid', label: 'Hybrid', kind: 'room', level: 'room left', twin: 'hybrid' },
] as const satisfies readonly Declared[]

/** Name of a lane. */
export type LaneKey = (typeof declared)[number]['key']

/** A limiter of the lab. */
export interface Lane extends Declared {
  readonly key: LaneKey
  readonly twin?: LaneKey
}

/** All lanes; those of the document's own code stand behind the others. */
export const lanes: readonly Lane[] = declared

/** Number of a lane: its place in every column of the world. */
export const laneOf = Object.fromEntries(declared.map(({ key }, index) => [key, index])) as Readonly<
  Record<LaneKey, number>
>

/** Lanes that are not of the document's code: those that the user can choose. */
export const chosenLanes = [
  'tokenBucket',
  'slidingLog',
  'slidingCounter',
  'fixedWindow',
  'leakyQueue',
  'leakyMeter',
  'gcra',
  'distributed',
  'hybrid',
  'gates',
] as const

/** From here on the lanes are of the document's own code. */
export const FIRST_REFERENCE = chosenLanes.length
export const LANES = declared.length

/** The name of a lane as its row says it. */
export const laneName = (lane: number): string => {
  const { label } = lanes[lane] as Lane
  return lane < FIRST_REFERENCE ? label : `${label}, document`
}
