/** The colours' meanings, the same in diagram, chart, strip and log. `plain` carries none. */
export type Tone = 'fine' | 'caution' | 'failed' | 'refused' | 'idle' | 'suspect' | 'plain'

/** What every edge or message that can light up says of itself. */
export interface PartText {
  /** Text drawn in the diagram; `<br/>` breaks the line. `{name}` is filled with the parameter of that name. */
  readonly label?: string
  /** One or two sentences: what it means when this is taken. */
  readonly means: string
  /** Names of the numbers (at most four) that decided it, in the order in which the model gives them to `visit`. */
  readonly numbers?: readonly string[]
  /** The rule with `{name}` for each number and parameter, as shown in Why: "{failures} ≥ {failuresToOpen}". */
  readonly rule?: string
  /** The sentence for log and caption, with `{name}` for numbers and parameters. */
  readonly says?: string
  /** Taken often and of little news by itself: counted and lit, but kept out of the log. */
  readonly quiet?: boolean
  readonly tone?: Tone
}

/** The index of a part in a lab's book; made by `partBook`, accepted by `moment.visit`. */
export type Part = number & { readonly __part: true }

/** Something with parts that can be taken: the common shape of machines, flows and sequences. */
export interface Drawable {
  readonly kind: 'machine' | 'flow' | 'sequence'
  readonly title: string
  /** Keys of the parts in declaration order. */
  readonly partKeys: readonly string[]
  partText(key: string): PartText
}

type PartsOf<D> = D extends { readonly partNames: readonly (infer K extends string)[] }
  ? Readonly<Record<K, Part>>
  : never

/** All parts of a lab, numbered once: `book.machine.opens` is the number that the model visits. */
export interface PartBook<D extends Readonly<Record<string, Drawable>>> {
  readonly diagrams: D
  /** `diagram.part` by number: the name in counts, links and breakpoints. */
  readonly names: readonly string[]
  readonly texts: readonly PartText[]
  readonly parts: { readonly [K in keyof D]: PartsOf<D[K]> }
}

/** Numbers the parts of several diagrams in declaration order; names are `diagram.part`. */
export function partBook<const D extends Readonly<Record<string, Drawable>>>(diagrams: D): PartBook<D> {
  const names: string[] = []
  const texts: PartText[] = []
  const parts: Record<string, Record<string, number>> = {}
  for (const [diagram, drawable] of Object.entries(diagrams)) {
    const numbered: Record<string, number> = {}
    for (const key of drawable.partKeys) {
      numbered[key] = names.length
      names.push(`${diagram}.${key}`)
      texts.push(drawable.partText(key))
    }
    parts[diagram] = numbered
  }
  return { diagrams, names, texts, parts: parts as PartBook<D>['parts'] }
}
