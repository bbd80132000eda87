import { pressesFrom, refusesFrom } from '../../../engines/backpressure/marks.ts'
import type { Overflow } from '../../../engines/backpressure/queue.ts'
import { comments, type PressureNumbers, text } from './numbers.ts'

/** A stream of Node as the queue: `write` says when to stop, `drain` when to go on. */
export function nodeStream({ queue, consumers }: PressureNumbers): string {
  const { overflow } = queue
  return text([
    ...comments('//', notesOf({ queue, consumers })),
    "import { once } from 'node:events'",
    "import { Writable } from 'node:stream'",
    '',
    `const CAPACITY = ${refusesFrom(queue)}`,
    '',
    'export function createQueue(work) {',
    '  const queue = new Writable({',
    '    objectMode: true, // counts items; without it, bytes',
    `    highWaterMark: ${pressesFrom(queue)}, // write() returns false from so many on`,
    '    write: (item, _encoding, done) => void work(item).then(() => done(), done),',
    '  })',
    '',
    '  return {',
    '    queue,',
    '    // Resolves when the producer may send again; awaiting it is what makes a producer obedient.',
    '    async send(item) {',
    ...(overflow === 'block'
      ? ["      while (queue.writableLength >= CAPACITY) await once(queue, 'drain')"]
      : ["      if (queue.writableLength >= CAPACITY) throw new Error('queue full')"]),
    "      if (!queue.write(item)) await once(queue, 'drain')",
    '    },',
    '  }',
    '}',
  ])
}

const lacks: Readonly<Record<Overflow, string | undefined>> = {
  reject: undefined,
  dropOldest: 'A stream cannot drop the oldest that it holds: the newest is turned away.',
  block: undefined,
  codel: 'A stream cannot drop what has waited too long: only the bound is kept.',
}

function notesOf({ queue, consumers }: Pick<PressureNumbers, 'queue' | 'consumers'>): readonly (string | undefined)[] {
  const { overflow, rule } = queue
  return [
    'The mark is advice: a stream takes whatever is written, so the bound is checked here.',
    rule === 'drain' ? undefined : 'There is no low mark: drain comes when the stream is empty.',
    lacks[overflow],
    consumers > 1
      ? `A stream works on one item at a time: ${consumers} consumers are ${consumers} streams.`
      : undefined,
    'The item in work counts: writableLength is one more than what waits.',
  ]
}
