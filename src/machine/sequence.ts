import type { Drawable, PartText } from './part.ts'

/** A message between two participants (a self-message when both are one); parts light up when it is sent. */
export interface Message<P extends string> extends PartText {
  readonly from: P
  readonly to: P
  /** Drawn dashed: an answer. */
  readonly reply?: boolean
}

/** A piece of a sequence: one message by key, or a framed group of pieces. */
export type Piece<M extends string> =
  | M
  | { readonly frame: 'alt' | 'opt' | 'loop' | 'par'; readonly branches: readonly Branch<M>[] }

export interface Branch<M extends string> {
  readonly label: string
  readonly pieces: readonly Piece<M>[]
}

export interface SequenceDeclaration<P extends string, M extends string> {
  readonly title: string
  readonly participants: Readonly<Record<P, { readonly label: string; readonly means: string }>>
  readonly messages: Readonly<Record<M, Message<P>>>
  readonly order: readonly Piece<M>[]
}

/** A protocol as messages between participants, with alternatives and loops. */
export interface Sequence<P extends string = string, M extends string = string> extends Drawable {
  readonly kind: 'sequence'
  readonly participants: Readonly<Record<P, { readonly label: string; readonly means: string }>>
  readonly messages: Readonly<Record<M, Message<P>>>
  readonly order: readonly Piece<M>[]
  readonly partNames: readonly M[]
}

/** The messages of some pieces in their order, those within frames included. */
export const messagesOf = <M extends string>(pieces: readonly Piece<M>[]): M[] =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [piece] : piece.branches.flatMap((b) => messagesOf(b.pieces))))

/** Builds a sequence; throws when a message stands nowhere or twice in the order. */
export function defineSequence<const P extends string, const M extends string>(
  declaration: SequenceDeclaration<P, M>,
): Sequence<P, M> {
  const partNames = messagesOf(declaration.order)
  const declared = Object.keys(declaration.messages) as M[]
  for (const key of declared) {
    const times = partNames.filter((name) => name === key).length
    if (times !== 1) throw new Error(`${declaration.title}: message ${key} stands ${times} times in the order`)
  }
  return {
    kind: 'sequence',
    ...declaration,
    partNames,
    partKeys: partNames,
    partText: (key) => declaration.messages[key as M],
  }
}
