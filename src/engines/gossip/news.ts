import type { Millis } from '../../units.ts'
import { longer } from './mail.ts'

/** The end of a list. */
export const NONE = -1
/** Accusers that a record can hold: the first, and those who confirm. */
export const MOST_ACCUSERS = 6
const FIRST_CAPACITY = 64

/**
 * What nodes believe beyond what all believe: records in one pool, chained by node with the newest first. A group
 * at rest
 * has none, and one change in a group of n costs n small records until everybody knows; a table for each pair of nodes
 * would cost n² for ever.
 */
export interface News {
  /** By node: its newest record, and how many it has. */
  readonly first: Int32Array
  readonly length: Uint8Array
  next: Int32Array
  member: Uint16Array
  belief: Int32Array
  /** Times that this node has sent it. */
  sends: Uint8Array
  /** When the node came to believe it. */
  since: Float64Array
  /** Accusers in the order in which they were heard; of other news, who declared it. */
  accusers: Uint16Array
  accused: Uint8Array
  /** 1: the node had forgotten the member, so what all believe does not count beside this record. */
  apart: Uint8Array
  /** Changes whenever the record stands for something else: how late timers know. */
  serial: Int32Array
  free: number
  used: number
}

export const createNews = (nodes: number): News => {
  const news: News = {
    first: new Int32Array(nodes).fill(NONE),
    length: new Uint8Array(nodes),
    next: new Int32Array(FIRST_CAPACITY),
    member: new Uint16Array(FIRST_CAPACITY),
    belief: new Int32Array(FIRST_CAPACITY),
    sends: new Uint8Array(FIRST_CAPACITY),
    since: new Float64Array(FIRST_CAPACITY),
    accusers: new Uint16Array(FIRST_CAPACITY * MOST_ACCUSERS),
    accused: new Uint8Array(FIRST_CAPACITY),
    apart: new Uint8Array(FIRST_CAPACITY),
    serial: new Int32Array(FIRST_CAPACITY),
    free: NONE,
    used: 0,
  }
  chain(news, 0)
  return news
}

/** The record of `node` about `member`, or NONE. */
export function find(news: News, node: number, member: number): number {
  let record = news.first[node] as number
  while (record !== NONE && news.member[record] !== member) record = news.next[record] as number
  return record
}

/** A record of `node` about `member` as its newest, whether it had one or not. */
export function renew(news: News, node: number, member: number, belief: number, accuser: number, now: Millis): number {
  let record = take(news, node, member)
  if (record === NONE) record = fresh(news)
  news.member[record] = member
  news.belief[record] = belief
  news.since[record] = now
  news.accusers[record * MOST_ACCUSERS] = accuser
  news.accused[record] = 1
  news.serial[record] = ((news.serial[record] as number) + 1) | 0
  lead(news, node, record)
  return record
}

/** One more accuser of what `record` says, which is thereby news again. */
export function confirm(news: News, node: number, record: number, accuser: number): void {
  const count = news.accused[record] as number
  news.accusers[record * MOST_ACCUSERS + count] = accuser
  news.accused[record] = count + 1
  take(news, node, news.member[record] as number)
  lead(news, node, record)
}

/** Whether `accuser` is among those whom the record has. */
export function accusedBy(news: News, record: number, accuser: number): boolean {
  const count = news.accused[record] as number
  for (let i = 0; i < count; i += 1) if (news.accusers[record * MOST_ACCUSERS + i] === accuser) return true
  return false
}

/** The accuser heard last, whom the node passes on. */
export const lastAccuser = (news: News, record: number): number =>
  news.accusers[record * MOST_ACCUSERS + (news.accused[record] as number) - 1] as number

/** Takes the record after `before` (NONE: the first) out of the list of `node` and forgets it; gives the one after. */
export function drop(news: News, node: number, before: number, record: number): number {
  const next = news.next[record] as number
  if (before === NONE) news.first[node] = next
  else news.next[before] = next
  news.length[node] = (news.length[node] as number) - 1
  release(news, record)
  return next
}

/** Forgets the record of `node` about `member`, if it has one. */
export function discard(news: News, node: number, member: number): void {
  const record = take(news, node, member)
  if (record !== NONE) release(news, record)
}

function release(news: News, record: number): void {
  news.serial[record] = ((news.serial[record] as number) + 1) | 0
  news.next[record] = news.free
  news.free = record
  news.used -= 1
}

/** Puts a record at the head of the list of `node`, unsent. */
function lead(news: News, node: number, record: number): void {
  news.sends[record] = 0
  news.next[record] = news.first[node] as number
  news.first[node] = record
  news.length[node] = (news.length[node] as number) + 1
}

/** Takes the record about `member` out of the list of `node`, if there is one. */
function take(news: News, node: number, member: number): number {
  let before = NONE
  let record = news.first[node] as number
  while (record !== NONE && news.member[record] !== member) {
    before = record
    record = news.next[record] as number
  }
  if (record === NONE) return NONE
  const next = news.next[record] as number
  if (before === NONE) news.first[node] = next
  else news.next[before] = next
  news.length[node] = (news.length[node] as number) - 1
  return record
}

function fresh(news: News): number {
  if (news.free === NONE) grow(news)
  const record = news.free
  news.free = news.next[record] as number
  news.apart[record] = 0
  news.used += 1
  return record
}

function grow(news: News): void {
  const old = news.next.length
  const length = old * 2
  news.next = longer(news.next, new Int32Array(length))
  news.member = longer(news.member, new Uint16Array(length))
  news.belief = longer(news.belief, new Int32Array(length))
  news.sends = longer(news.sends, new Uint8Array(length))
  news.since = longer(news.since, new Float64Array(length))
  news.accusers = longer(news.accusers, new Uint16Array(length * MOST_ACCUSERS))
  news.accused = longer(news.accused, new Uint8Array(length))
  news.apart = longer(news.apart, new Uint8Array(length))
  news.serial = longer(news.serial, new Int32Array(length))
  chain(news, old)
}

/** Chains the records from `start` on as free ones. */
function chain(news: News, start: number): void {
  for (let record = news.next.length - 1; record >= start; record -= 1) {
    news.next[record] = news.free
    news.free = record
  }
}
