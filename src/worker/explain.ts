import type { AnyLab, Evidence, Look } from '../lab/lab.ts'
import type { PlannedAct } from '../lab/lesson.ts'
import { fill, flagText, named, numberTexts, paramTexts } from '../lab/text.ts'
import type { PartText, Tone } from '../machine/part.ts'
import type { Observer } from '../sim/model.ts'
import { NUMBERS, type Simulation } from '../sim/simulation.ts'
import type { Timeline } from '../sim/timeline.ts'
import type { Millis } from '../units.ts'
import type { Cause, Why } from './protocol.ts'

/** Events before the one asked about that are replayed in search of its causes. */
const REACH = 50_000
/** Links of a chain that are shown; runs of the same kind are drawn together. */
const MOST_LINKS = 9

interface Noted {
  readonly number: number
  readonly time: Millis
  readonly cause: number
  readonly event: unknown
  /** Which planned act this was, if it was one. */
  readonly act: number
  readonly because: number[]
  readonly parts: { readonly part: number; readonly numbers: readonly number[] }[]
}

/** Notes every event of a replay with its causes. */
class Journal implements Observer<unknown> {
  readonly events = new Map<number, Noted>()
  readonly #simulation: Simulation<unknown, unknown, unknown>
  #now: Noted | undefined
  #acted: number

  constructor(simulation: Simulation<unknown, unknown, unknown>) {
    this.#simulation = simulation
    this.#acted = simulation.acted
  }

  handling(number: number, time: Millis, cause: number, event: unknown): void {
    const acting = this.#simulation.acted > this.#acted
    this.#acted = this.#simulation.acted
    const act = acting ? this.#acted - 1 : -1
    this.#now = { number, time, cause, event, act, because: [], parts: [] }
    this.events.set(number, this.#now)
  }

  visited(part: number, a: number, b: number, c: number, d: number): void {
    this.#now?.parts.push({ part, numbers: [a, b, c, d] })
  }

  because(number: number): void {
    this.#now?.because.push(number)
  }
}

const kindOf = (event: unknown): unknown => (event as { readonly type?: unknown } | undefined)?.type

/** Ancestors of an event: what it names as causes, and what scheduled it unless that is a process ticking by itself. */
function ancestors(from: Noted, journal: Journal, actEvents: readonly number[]): Set<number> {
  const found = new Set<number>([from.number])
  const open = [from]
  for (let next = open.pop(); next; next = open.pop()) {
    const scheduler = journal.events.get(next.cause)
    const causes = [...next.because]
    if (scheduler && kindOf(scheduler.event) !== kindOf(next.event)) causes.push(next.cause)
    for (const cause of causes) {
      if (found.has(cause)) continue
      const noted = journal.events.get(cause)
      if (noted || actEvents.includes(cause)) found.add(cause)
      // Of several failures that add up, one told from its beginning is enough; the others only count.
      const counts = next === from && next.because.indexOf(cause) > 0
      if (noted && !counts) open.push(noted)
    }
  }
  return found
}

/** A look at a simulation for a lab's captions and evidence. */
export function lookAt(lab: AnyLab, simulation: Simulation<unknown, unknown, unknown>): Look<never, unknown> {
  const { tally } = simulation
  return {
    world: simulation.world,
    params: simulation.params as never,
    now: simulation.now,
    count: (part) => tally.counts[part] ?? 0,
    last: (part) => tally.lastTime[part] ?? NaN,
    numbers: (part) => named(lab.book.texts[part] as PartText, tally.numbers, part * NUMBERS),
  }
}

type Run = Timeline<unknown, unknown, unknown>

/**
 * Why a part was taken, at event `asked` or the last time up to the present: the rule with its numbers, evidence,
 * causes.
 */
export function explain(
  lab: AnyLab,
  run: Run,
  acts: readonly PlannedAct[],
  actEvents: readonly number[],
  name: string,
  asked?: number,
): Why {
  const part = lab.book.names.indexOf(name)
  const event = asked ?? run.simulation.tally.lastEvent[part] ?? 0
  if (part < 0 || event === 0) return { part: name }
  const replay = run.replay(Math.max(0, event - REACH))
  const journal = new Journal(replay)
  replay.observer = journal
  replay.advance({ time: Infinity, event })
  const noted = journal.events.get(event)
  const taken = noted?.parts.findLast((visit) => visit.part === part)
  if (!noted || !taken) return { part: name }
  const text = lab.book.texts[part] as PartText
  const params = paramTexts(lab.params, replay.params as never)
  const evidence: Evidence | undefined = lab.evidence?.(part, lookAt(lab, replay) as never)
  const rule = text.rule && {
    names: fill(text.rule, nameTexts(lab, text)).replace(/\b(\w+(?: \w+)*) \1\b/g, '$1'),
    numbers: fill(text.rule, { ...params, ...numberTexts(text, taken.numbers, 0) }),
  }
  return {
    part: name,
    taken: {
      position: { time: noted.time, event },
      numbers: named(text, taken.numbers, 0),
      ...(rule ? { rule } : {}),
      ...(evidence ? { evidence } : {}),
      chain: chainOf(lab, journal, noted, evidence, acts, actEvents, replay.params as never),
      sinceThen: lab.sinceThen?.(part, lookAt(lab, run.simulation) as never) ?? [],
    },
  }
}

/** The rule in words: parameters by their label, numbers by their name. */
function nameTexts(lab: AnyLab, text: PartText): Record<string, string> {
  const params = lab.params as Readonly<Record<string, { readonly label: string }>>
  const labels = Object.entries(params).map(([name, param]) => [name, param.label.toLowerCase()])
  const numbers = (text.numbers ?? []).map((declared) => {
    const name = declared.split(':')[0] ?? declared
    return [name, name.replace(/([A-Z])/g, ' $1').toLowerCase()]
  })
  return Object.fromEntries([...labels, ...numbers]) as Record<string, string>
}

function chainOf(
  lab: AnyLab,
  journal: Journal,
  target: Noted,
  evidence: Evidence | undefined,
  acts: readonly PlannedAct[],
  actEvents: readonly number[],
  params: Parameters<typeof flagText>[2],
): Cause[] {
  const numbers = ancestors(target, journal, actEvents)
  const failed = (evidence?.items ?? []).filter((item) => item.tone === 'failed' || item.tone === 'caution')
  failed.forEach(({ event }, i) => {
    const noted = journal.events.get(event)
    if (!noted) return
    if (i > 0) numbers.add(event)
    else for (const number of ancestors(noted, journal, actEvents)) numbers.add(number)
  })
  const links = [...numbers]
    .sort((a, b) => a - b)
    .flatMap((number): Cause[] => {
      const noted = journal.events.get(number)
      const act = noted ? noted.act : actEvents.indexOf(number)
      const planned = acts[act]
      if (planned) {
        return [{ time: planned.at, event: number, act: true, tone: 'plain', text: flagText(lab, planned, params) }]
      }
      return noted ? tellOf(lab, noted, params) : []
    })
  return drawnTogether(links)
}

/** One link: the event's own sentence, and below it the sentence of what was taken because of it. */
function tellOf(lab: AnyLab, noted: Noted, params: Parameters<typeof flagText>[2]): Cause[] {
  const said = noted.parts.findLast(
    ({ part }) => !(lab.book.texts[part] as PartText).quiet && lab.book.texts[part]?.says,
  )
  const loud = said && (lab.book.texts[said.part] as PartText)
  const note =
    said && loud && fill(loud.says ?? '', { ...paramTexts(lab.params, params), ...numberTexts(loud, said.numbers, 0) })
  const toned = noted.parts.findLast(({ part }) => lab.book.texts[part]?.tone)
  const tone: Tone = (toned && lab.book.texts[toned.part]?.tone) ?? 'plain'
  const text = lab.tells(noted.event as never) ?? note
  if (text === undefined) return []
  const link = { time: noted.time, event: noted.number, act: false, tone, text }
  return [note === undefined || note === text ? link : { ...link, note }]
}

const shape = (cause: Cause): string => (cause.act ? 'act' : cause.text.replace(/[\d.,]+/g, '#'))

/** Keeps a chain short: inside runs of links that say the same of different calls, only the ends stay. */
function drawnTogether(links: readonly Cause[]): Cause[] {
  if (links.length <= MOST_LINKS) return [...links]
  const result: Cause[] = []
  for (let i = 0; i < links.length; ) {
    let end = i + 1
    while (end < links.length && shape(links[end] as Cause) === shape(links[i] as Cause)) end += 1
    const run = links.slice(i, end)
    const first = run[0] as Cause
    if (run.length < 3) result.push(...run)
    else result.push(first, { ...(run[1] as Cause), text: `${run.length - 2} more like it` }, run.at(-1) as Cause)
    i = end
  }
  return result.length <= MOST_LINKS * 2 ? result : [...result.slice(0, 3), ...result.slice(-(MOST_LINKS * 2 - 3))]
}
