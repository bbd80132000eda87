import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EventQueue, MOST_WAITING } from '../../src/sim/event-queue.ts'

/** What waits, kept in plain order: earliest due first, equals in the order of pushing. */
class PlainQueue {
  waiting: { readonly due: number; readonly order: number; readonly event: string; readonly cause: number }[] = []
  pushed = 0

  push(due: number, cause: number): string {
    const event = `event ${this.pushed}`
    this.waiting.push({ due, order: this.pushed, event, cause })
    this.waiting.sort((one, other) => one.due - other.due || one.order - other.order)
    this.pushed += 1
    return event
  }

  get next(): number {
    return this.waiting[0]?.due ?? Infinity
  }
}

type Step = { readonly push: number } | 'pop' | 'copy' | 'look'

const due = fc.oneof(fc.nat(5), fc.nat(5), fc.double({ min: 0, max: 10, noNaN: true }))
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: due.map((at) => ({ push: at })) },
    { weight: 4, arbitrary: fc.constant('pop' as const) },
    { weight: 1, arbitrary: fc.constantFrom('copy' as const, 'look' as const) },
  ),
  { maxLength: 400 },
)

/** Takes a step with both queues and compares them; a copy goes on in place of its original. */
function take(step: Step, queue: EventQueue<string>, plain: PlainQueue): EventQueue<string> {
  if (step === 'look') expect(queue.next).toBe(plain.next)
  else if (step === 'copy') {
    const copied = new EventQueue<string>()
    copied.restore(queue.snapshot())
    return copied
  } else if (step !== 'pop') queue.push(step.push, plain.push(step.push, plain.pushed * 7), (plain.pushed - 1) * 7)
  else if (plain.waiting.length > 0) {
    const { event, cause } = plain.waiting.shift() as PlainQueue['waiting'][number]
    expect(queue.pop()).toBe(event)
    expect(queue.cause).toBe(cause)
  }
  return queue
}

test('events come out as from plain sorting, ties in the order of pushing', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const plain = new PlainQueue()
      let queue = new EventQueue<string>()
      for (const step of list) {
        queue = take(step, queue, plain)
        expect(queue.size).toBe(plain.waiting.length)
      }
      while (plain.waiting.length > 0) queue = take('pop', queue, plain)
      expect(queue.next).toBe(Infinity)
    }),
    { numRuns: 500 },
  )
})

test('thousands of ties come out in the order of pushing, also when each is followed by another', () => {
  const queue = new EventQueue<number>()
  for (let i = 0; i < 3000; i += 1) queue.push(1, i, 0)
  for (let i = 0; i < 9000; i += 1) {
    expect(queue.pop()).toBe(i)
    if (i < 6000) queue.push(1, i + 3000, 0)
  }
  expect(queue.size).toBe(0)
})

describe('a snapshot', () => {
  const filled = (): EventQueue<number> => {
    const queue = new EventQueue<number>()
    for (let i = 0; i < 100; i += 1) queue.push((i * 37) % 10, i, i)
    for (let i = 0; i < 30; i += 1) queue.pop()
    return queue
  }
  const drained = (queue: EventQueue<number>): readonly number[] =>
    Array.from({ length: queue.size }, () => queue.pop())

  test('keeps what waits, whatever becomes of the queue', () => {
    const queue = filled()
    const snapshot = queue.snapshot()
    const first = drained(queue)
    queue.push(0, -1, 0)
    queue.restore(snapshot)
    expect(drained(queue)).toEqual(first)
  })

  test('can be taken up again and again', () => {
    const queue = filled()
    const snapshot = queue.snapshot()
    const runs = [1, 2, 3].map(() => {
      queue.restore(snapshot)
      queue.push(3, 1000, 0)
      return drained(queue)
    })
    expect(runs[1]).toEqual(runs[0])
    expect(runs[2]).toEqual(runs[0])
    expect(runs[0]).toHaveLength(71)
  })

  test('survives a structured clone', () => {
    const queue = filled()
    const cloned = structuredClone(queue.snapshot())
    const expected = drained(queue)
    queue.restore(cloned)
    expect(drained(queue)).toEqual(expected)
  })
})

test('taking from an empty queue is a mistake', () => {
  const queue = new EventQueue<number>()
  expect(() => queue.pop()).toThrow('no event waits')
  queue.push(1, 1, 0)
  queue.pop()
  expect(() => queue.pop()).toThrow('no event waits')
})

test('a model that schedules without end is stopped', () => {
  const queue = new EventQueue<number>()
  const pushing = (): void => {
    for (let i = 0; i <= MOST_WAITING; i += 1) queue.push(i, i, 0)
  }
  expect(pushing).toThrow(/^more than \d+ events wait$/)
})
