/** What the report consists of, in its order. */
export const sections = ['systems', 'gossip', 'limiters', 'lab'] as const

export type Section = (typeof sections)[number]
