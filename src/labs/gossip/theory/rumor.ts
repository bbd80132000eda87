import { createRumor, cycle, hears, type Rumor, type RumorConfig } from '../../../engines/gossip/rumor.ts'
import { coordinate, repeated, type Theory, type TheoryRow } from '../../../lab/theory.ts'
import { exp } from '../../../sim/exact.ts'
import type { Random } from '../../../sim/random.ts'

type At = Readonly<Record<string, number>>

/** What the tables of Demers et al. list of one run, besides their average delay. */
type Column = 'residue' | 'traffic' | 'last' | 'average'

/** One row of a table by column: what a mean-field recurrence or closed form gives. */
type Prediction = Readonly<Record<Column, number>>

const columns: Readonly<Record<Column, { readonly title: string; readonly label: string; readonly log?: boolean }>> = {
  residue: { title: 'share never reached', label: 'Share of sites that never hear it, s', log: true },
  traffic: { title: 'traffic', label: 'Messages a site, m' },
  last: { title: 'last arrival', label: 'Cycle of the last first arrival' },
  average: { title: 'average arrival', label: 'Mean cycle of first arrivals' },
}

const measured: Readonly<Record<Column, (rumor: Rumor) => number>> = {
  residue: (rumor) => 1 - rumor.informed / rumor.nodes,
  traffic: (rumor) => rumor.tellings / rumor.nodes,
  last: (rumor) => rumor.heard.reduce((last, at) => Math.max(last, at), 0),
  average: (rumor) => rumor.heard.reduce((sum, at) => sum + Math.max(0, at), 0) / rumor.informed,
}

/** One run: site 0 knows the rumor at cycle 0, and cycles go on until nobody spreads it. */
function run(config: RumorConfig, nodes: number, random: Random): Rumor {
  const rumor = createRumor(nodes)
  hears(rumor, 0, 0)
  while (rumor.infective > 0) cycle(rumor, config, random)
  return rumor
}

interface TableDeclaration {
  readonly key: string
  readonly title: string
  readonly law: string
  readonly table: number
  readonly pitfall: string
  readonly config: Omit<RumorConfig, 'k'>
  readonly predict: (n: number, k: number) => Prediction
  readonly rows: Partial<Record<Column, readonly TheoryRow[]>>
}

/** One law for each column of a table. */
function lawsOf(table: TableDeclaration): readonly Theory[] {
  return (Object.entries(table.rows) as [Column, readonly TheoryRow[]][]).map(([column, rows]) => ({
    key: `${table.key}.${column}`,
    title: `${table.title}: ${columns[column].title}`,
    law: column === 'last' ? `${table.law}; the last arrival from it, within about two cycles` : table.law,
    source: `Demers et al., Epidemic Algorithms for Replicated Database Maintenance, PODC 1987, table ${table.table}`,
    pitfall: table.pitfall,
    x: { name: 'k', label: 'Limit k', min: 1, max: 5, whole: true },
    y: { label: columns[column].label, log: columns[column].log ?? false },
    curves: [{ n: 1000 }],
    expected: (at) => table.predict(coordinate(at, 'n'), Math.round(coordinate(at, 'k')))[column],
    measure: (at: At, replications, random) => {
      const config: RumorConfig = { ...table.config, k: Math.round(coordinate(at, 'k')) }
      return repeated(replications, () => measured[column](run(config, coordinate(at, 'n'), random)))
    },
    replications: 200,
    rows,
  }))
}

const row = (k: number, printed?: number, absolute?: number): TheoryRow => ({
  at: { n: 1000, k },
  ...(printed === undefined ? {} : { printed }),
  ...(absolute === undefined ? {} : { absolute }),
})

const FIRST_TABLE: RumorConfig = {
  way: 'push',
  fanout: 1,
  response: 'feedback',
  interest: 'counter',
  k: 1,
  judged: 'cycleStart',
  counts: 'consecutive',
  moves: 'eachTime',
}

const ENOUGH = 400

/**
 * Columns from the shares still ignorant after each cycle. The last arrival is the mean of a maximum: after cycle t one
 * is still to come with probability 1 − exp(−n (s_t − s_end)).
 */
function columnsOf(n: number, ignorant: readonly number[], traffic: number): Prediction {
  const residue = ignorant.at(-1) as number
  let last = 0
  let average = 0
  ignorant.forEach((s, t) => {
    last += 1 - exp(-n * (s - residue))
    if (t > 0) average += (t * ((ignorant[t - 1] as number) - s)) / (1 - residue)
  })
  return { residue, traffic, last, average }
}

/** n → ∞ with one site in n informed: I_j is the share of infective sites with j useless pushes in a row. */
function pushWithCounter(n: number, k: number): Prediction {
  let s = 1 - 1 / n
  let infective = [1 / n, ...Array.from({ length: k - 1 }, () => 0)]
  const ignorant = [s]
  let traffic = 0
  for (let t = 0; t < ENOUGH; t += 1) {
    const all = infective.reduce((sum, share) => sum + share, 0)
    const next = s * exp(-all)
    traffic += all
    infective = infective.map((_, j) => (j === 0 ? s - next + s * all : (1 - s) * (infective[j - 1] as number)))
    s = next
    ignorant.push(s)
  }
  return columnsOf(n, ignorant, traffic)
}

/** As above without counters: an infective site is removed with probability 1 ÷ k after each push. */
function pushWithBlindCoin(n: number, k: number): Prediction {
  if (k === 1) return chain(n)
  let s = 1 - 1 / n
  let infective = 1 / n
  const ignorant = [s]
  let traffic = 0
  for (let t = 0; t < ENOUGH; t += 1) {
    const next = s * exp(-infective)
    traffic += infective
    infective = s - next + infective * (1 - 1 / k)
    s = next
    ignorant.push(s)
  }
  return columnsOf(n, ignorant, traffic)
}

/** One push a site: a chain that ends at its first repeat, as in the birthday problem; √(πn ÷ 2) sites or so. */
function chain(n: number): Prediction {
  let reached = 1
  let goesOn = 1
  let average = 0
  for (let length = 1; length < n; length += 1) {
    goesOn *= (n - length) / (n - 1)
    reached += goesOn
    average += goesOn / 2
  }
  return { residue: 1 - reached / n, traffic: reached / n, last: reached - 1, average }
}

/** Pull: z is the probability that nobody asks a site, u that all who ask it know already, given that they may. */
function pullWithCounter(n: number, k: number): Prediction {
  let s = 1 - 1 / n
  let infective = [1 / n, ...Array.from({ length: k - 1 }, () => 0)]
  const ignorant = [s]
  let traffic = 0
  const unasked = exp(-1)
  for (let t = 0; t < ENOUGH; t += 1) {
    const all = infective.reduce((sum, share) => sum + share, 0)
    const next = s * (1 - all)
    const useless = exp(-s)
    traffic += all
    infective = infective.map((share, j) =>
      j === 0
        ? s - next + (1 - useless) * all + unasked * share
        : (useless - unasked) * (infective[j - 1] as number) + unasked * share,
    )
    s = next
    ignorant.push(s)
  }
  return columnsOf(n, ignorant, traffic)
}

const NO_AVERAGE =
  'The printed average delays (t_ave) are not the mean first arrival under any reading tried, and are left out.'

const firstTable = lawsOf({
  key: 'demersPush',
  title: 'Push with feedback and counter',
  law: "recurrence for n → ∞: s' = s · exp(−I), m = ΣI; I₀' = (s − s') + s · I, Iⱼ₊₁' = (1 − s) · Iⱼ",
  table: 1,
  pitfall: `A push is useful if its target was ignorant when the cycle began, and sets the counter back. ${NO_AVERAGE}`,
  config: FIRST_TABLE,
  predict: pushWithCounter,
  rows: {
    residue: [row(1, 0.18, 0.0095), row(2), row(3, 0.011, 0.0015), row(4, 0.0036, 0.00056), row(5)],
    traffic: [row(1, 1.7, 0.06), row(2), row(3, 4.5, 0.06), row(4, 5.6, 0.061), row(5)],
    last: [row(1, 16.8, 0.42), row(2), row(3, 17.4, 0.36), row(4, 17.5, 0.39), row(5)],
  },
})

const secondTable = lawsOf({
  key: 'demersBlind',
  title: 'Push, blind, with a coin',
  law: 's = exp(−k · (1 − s)), m = k · (1 − s); k = 1: a chain that ends at its first repeat',
  table: 2,
  pitfall: `With k = 1 a run varies by half its length, and the paper does not say how many it averages. ${NO_AVERAGE}`,
  config: { ...FIRST_TABLE, response: 'blind', interest: 'coin' },
  predict: pushWithBlindCoin,
  rows: {
    residue: [row(1, 0.96, 0.011), row(2, 0.2, 0.013), row(3), row(4, 0.021, 0.002), row(5)],
    traffic: [row(1, 0.04, 0.011), row(2, 1.6, 0.074), row(3), row(4, 3.9, 0.084), row(5)],
    last: [row(1, 38, 6.44), row(2, 33, 1.72), row(3), row(4, 32, 1.89), row(5)],
  },
})

const thirdTable = lawsOf({
  key: 'demersPull',
  title: 'Pull with feedback and counter',
  law: "recurrence for n → ∞: s' = s − s · I, m = ΣI, with the counter moved once a cycle",
  table: 3,
  pitfall:
    'Every site asks, asking is free, and all answers of one cycle move the counter once: back if any was useful.',
  config: { ...FIRST_TABLE, way: 'pull', moves: 'oncePerCycle' },
  predict: pullWithCounter,
  rows: {
    residue: [row(1, 0.031, 0.0023), row(2), row(3, 4e-6, 5e-5)],
    traffic: [row(1, 2.7, 0.06), row(2), row(3, 6.1, 0.06)],
    average: [row(1, 9.97, 0.4), row(2), row(3, 10.08, 0.4)],
    last: [row(1, 17.6, 0.65), row(2), row(3, 14, 0.45)],
  },
})

/** The root below 1 of s = exp(−(k + 1) (1 − s)), by fixed-point steps. */
function residueOf(k: number): number {
  let s = 0
  for (let i = 0; i < ENOUGH; i += 1) s = exp(-(k + 1) * (1 - s))
  return s
}

const fixedPoint: Theory = {
  key: 'rumorFixedPoint',
  title: 'Push with feedback and coin, judged at the instant',
  law: 's = exp(−(k + 1) · (1 − s)); k = 1 is the constant 0.203188 of Daley and Kendall',
  source: 'Demers et al. 1987, section 1.4; Daley and Kendall, Stochastic Rumours, 1965',
  pitfall: 'Judged by the start of the cycle, as table 1 needs it, the residue is lower: 0.174 at k = 1.',
  x: { name: 'k', label: 'One in k loses interest after a useless push', min: 1, max: 5 },
  y: { label: 'Share of sites that never hear it, s', log: true },
  curves: [{ n: 1000 }],
  expected: (at) => residueOf(coordinate(at, 'k')),
  measure(at, replications, random) {
    const config: RumorConfig = { ...FIRST_TABLE, interest: 'coin', judged: 'instant', k: coordinate(at, 'k') }
    return repeated(replications, () => measured.residue(run(config, coordinate(at, 'n'), random)))
  },
  replications: 200,
  rows: [row(1, 0.20319, 0.0047), row(2, 0.05952, 0.0026), row(3), row(4, 0.00698, 0.00099)],
}

/** Rumor mongering: the three tables of Demers et al., a law for each column, and the law of the residue. */
export const rumorLaws: readonly Theory[] = [...firstTable, ...secondTable, ...thirdTable, fixedPoint]
