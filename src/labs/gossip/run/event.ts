/**
 * What happens in this lab. All fields are always there, so that events have one shape: `node` is whom it happens to,
 * `from` the other node, `era` the rumor, chain of rounds or life that it belongs to, `word` what else it says.
 */
export interface GossipEvent {
  readonly type: /** All nodes begin a round, or one more period is over. */
    | 'round'
    /** A node with a clock of its own begins its round. */
    | 'turn'
    /** A node is told the rumor. */
    | 'tell'
    /** A node is asked for the rumor. */
    | 'ask'
    /** A node that told learns whether it was news: `word` is 1 if so. */
    | 'reply'
    /** All nodes compare what they know with one other each; then the two messages of one comparison. */
    | 'compare'
    | 'offer'
    | 'return'
    /** A message between members reaches `node`: `word` is its place in the mail. */
    | 'mail'
    /** A timer of a member: `word` is its kind, `from` what it is about. */
    | 'timer'
    /** A member sends its heartbeats; one arrives, sent at `word`; an observer looks at the silence of `from`. */
    | 'beat'
    | 'pulse'
    | 'check'
    /** Word of a member arrives: `word` is the member and its state. */
    | 'word'
    /** A node that said farewell stops, if it still lives the life `era`. */
    | 'gone'
    /** A new rumor begins at `node`, or anywhere if that is below 0; 'next' is the one that comes by itself. */
    | 'rumor'
    | 'next'
    /** What users do to nodes; `node` below 0 is any. */
    | 'crash'
    | 'restart'
    | 'join'
    | 'leave'
    | 'slow'
    | 'recover'
    /** What reaches a node takes `word` longer. */
    | 'distance'
    /** `word` is 1 for a cut that stops one way only. */
    | 'partition'
    | 'heal'
  readonly node: number
  readonly from: number
  readonly era: number
  readonly word: number
}

/** The lab's streams of chance. */
export const streams = ['partners', 'network', 'members', 'mail', 'interest', 'clocks', 'rumors', 'acts'] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]

/** An event that concerns a node. */
export const happening = (type: GossipEvent['type'], node = 0, from = 0, era = 0, word = 0): GossipEvent => ({
  type,
  node,
  from,
  era,
  word,
})
