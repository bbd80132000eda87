/** Kinds of messages. */
export const PING = 0
export const ACK = 1
/** Please probe `third` for me. */
export const PING_REQUEST = 2
/** I could not reach it either, but you reach me. */
export const NACK = 3
/** News and nothing else. */
export const NEWS = 4
/** All that I know, for all that you know: both ends merge when it arrives. */
export const FULL_EXCHANGE = 5
/** A probe over a connection of its own, which no loss by chance stops, and the answer to it. */
export const STREAM_PING = 6
export const STREAM_ACK = 7
export const MESSAGE_KINDS = 8

/** Whether messages of this kind have a connection of their own: a partition stops them, loss by chance does not. */
export const connected = (kind: number): boolean => kind >= FULL_EXCHANGE

const FIRST_CAPACITY = 64

/**
 * Messages on their way, in slots: the caller carries slots about, and what is in them stays here, so that a message
 * costs no object. Columns grow and never shrink.
 */
export interface Mail {
  /** News that fit into one message. */
  readonly stride: number
  kind: Uint8Array
  from: Uint16Array
  to: Uint16Array
  /** The member to be probed, or the origin of a relayed probe plus 1; 0: neither. */
  third: Uint16Array
  /** The number of the probe at its origin. */
  probe: Int32Array
  /** The relay record of a relayed probe plus 1; 0: none. */
  relay: Int32Array
  /** Copies still on their way. */
  copies: Uint8Array
  /** How many news it carries. */
  count: Uint8Array
  member: Uint16Array
  accuser: Uint16Array
  belief: Int32Array
  free: Int32Array
  freed: number
}

export const createMail = (stride: number): Mail => ({
  stride,
  kind: new Uint8Array(FIRST_CAPACITY),
  from: new Uint16Array(FIRST_CAPACITY),
  to: new Uint16Array(FIRST_CAPACITY),
  third: new Uint16Array(FIRST_CAPACITY),
  probe: new Int32Array(FIRST_CAPACITY),
  relay: new Int32Array(FIRST_CAPACITY),
  copies: new Uint8Array(FIRST_CAPACITY),
  count: new Uint8Array(FIRST_CAPACITY),
  member: new Uint16Array(FIRST_CAPACITY * stride),
  accuser: new Uint16Array(FIRST_CAPACITY * stride),
  belief: new Int32Array(FIRST_CAPACITY * stride),
  free: Int32Array.from({ length: FIRST_CAPACITY }, (_, i) => FIRST_CAPACITY - 1 - i),
  freed: FIRST_CAPACITY,
})

/** A slot with a message without news, one copy of it. */
export function compose(
  mail: Mail,
  kind: number,
  from: number,
  to: number,
  third: number,
  probe: number,
  relay: number,
): number {
  if (mail.freed === 0) grow(mail)
  mail.freed -= 1
  const slot = mail.free[mail.freed] as number
  mail.kind[slot] = kind
  mail.from[slot] = from
  mail.to[slot] = to
  mail.third[slot] = third
  mail.probe[slot] = probe
  mail.relay[slot] = relay
  mail.copies[slot] = 1
  mail.count[slot] = 0
  return slot
}

/** Puts a news into the message; the caller sees to it that it fits. */
export function enclose(mail: Mail, slot: number, member: number, belief: number, accuser: number): void {
  const count = mail.count[slot] as number
  const at = slot * mail.stride + count
  mail.member[at] = member
  mail.belief[at] = belief
  mail.accuser[at] = accuser
  mail.count[slot] = count + 1
}

/** The network has made so many copies of a message; 0: it is lost. */
export function copied(mail: Mail, slot: number, copies: number): void {
  mail.copies[slot] = copies
  if (copies === 0) release(mail, slot)
}

/** One copy has arrived and was read. */
export function arrived(mail: Mail, slot: number): void {
  const copies = (mail.copies[slot] as number) - 1
  mail.copies[slot] = copies
  if (copies === 0) release(mail, slot)
}

/** Messages on their way. */
export const onTheWay = (mail: Mail): number => mail.kind.length - mail.freed

function release(mail: Mail, slot: number): void {
  mail.free[mail.freed] = slot
  mail.freed += 1
}

function grow(mail: Mail): void {
  const old = mail.kind.length
  const length = old * 2
  mail.kind = longer(mail.kind, new Uint8Array(length))
  mail.from = longer(mail.from, new Uint16Array(length))
  mail.to = longer(mail.to, new Uint16Array(length))
  mail.third = longer(mail.third, new Uint16Array(length))
  mail.probe = longer(mail.probe, new Int32Array(length))
  mail.relay = longer(mail.relay, new Int32Array(length))
  mail.copies = longer(mail.copies, new Uint8Array(length))
  mail.count = longer(mail.count, new Uint8Array(length))
  mail.member = longer(mail.member, new Uint16Array(length * mail.stride))
  mail.accuser = longer(mail.accuser, new Uint16Array(length * mail.stride))
  mail.belief = longer(mail.belief, new Int32Array(length * mail.stride))
  mail.free = new Int32Array(length)
  for (let slot = length - 1; slot >= old; slot -= 1) release(mail, slot)
}

/** `into` with the entries of `column` at its start. */
export function longer<Column extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
  column: Column,
  into: Column,
): Column {
  into.set(column)
  return into
}
