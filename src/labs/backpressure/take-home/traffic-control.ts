import { comments, type PressureNumbers, plain, text } from './numbers.ts'

/** Controlled delay in front of a network card, by Linux traffic control. */
export function trafficControl({ queue }: PressureNumbers): string {
  const { capacity, interval, overflow, target } = queue
  const kind = overflow === 'codel' ? 'codel' : 'pfifo'
  return text([
    ...comments('#', [
      'Packets, not items: the queue of the sending side, below TCP.',
      overflow === 'codel'
        ? 'noecn drops as here; with ecn it marks packets and lets them go.'
        : 'pfifo turns away what finds no room; codel would bound the wait as well.',
      overflow === 'dropOldest' ? 'pfifo_head_drop throws out the oldest instead.' : undefined,
      'It only works where the queue is: at the slowest link, shaped to a little below its rate if that is elsewhere.',
    ]),
    kind === 'codel'
      ? `tc qdisc replace dev eth0 root codel limit ${capacity} target ${span(target)} interval ${span(interval)} noecn`
      : `tc qdisc replace dev eth0 root ${overflow === 'dropOldest' ? 'pfifo_head_drop' : 'pfifo'} limit ${capacity}`,
    'tc -s qdisc show dev eth0',
  ])
}

/** A duration as tc reads it. */
const span = (time: number): string => (Number.isInteger(time) ? `${time}ms` : `${Math.round(plain(time) * 1000)}us`)
