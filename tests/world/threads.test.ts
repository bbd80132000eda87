import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enter, leave, nextThread, threads, writeBack } from '../../src/world/threads.ts'

/** Lets threads add one to a counter each, in the order of `picks`, and counts what is left of it. */
function increments(picks: readonly number[], most: number): { sum: number; jobs: number; lost: number } {
  const at = threads()
  const inside: { sum: number; marks: Uint8Array }[] = []
  const cells = { sum: 0, marks: new Uint8Array(2) }
  let jobs = 0
  let lost = 0
  const start = () => inside.push(structuredClone(cells))
  const end = (pick: number) => {
    const [read] = inside.splice(pick % inside.length, 1)
    if (!read) return
    const made = structuredClone(read)
    made.sum += 1
    made.marks[0] = 1
    lost += writeBack(cells, read, made)
    if (leave(at, most) >= 0) start()
  }
  for (const pick of picks) {
    if (pick % 2 === 0) {
      if (enter(at, jobs, most)) start()
      jobs += 1
    } else end(pick)
  }
  while (inside.length > 0) end(0)
  return { sum: cells.sum, jobs, lost }
}

const picks = fc.array(fc.nat(1000), { maxLength: 80 })

test('with the lock no update is lost, however threads interleave', () => {
  fc.assert(
    fc.property(picks, (order) => {
      const { sum, jobs, lost } = increments(order, 1)
      expect(lost).toBe(0)
      expect(sum).toBe(jobs)
    }),
  )
})

test('without the lock threads overwrite one another, and it is counted', () => {
  const { sum, jobs, lost } = increments([0, 0, 0, 1, 1, 1], 3)
  expect([sum, jobs, lost]).toEqual([1, 3, 4])
  fc.assert(
    fc.property(picks, (order) => {
      const run = increments(order, 4)
      expect(run.sum).toBeLessThanOrEqual(run.jobs)
      expect(run.lost > 0).toBe(run.sum < run.jobs)
    }),
  )
})

test('threads take jobs in turn', () => {
  const at = threads()
  expect([0, 1, 2, 3].map(() => nextThread(at, 3))).toEqual([0, 1, 2, 0])
  expect(nextThread(at, 1)).toBe(0)
})

test('a thread writes only the cells that it has changed', () => {
  const cells = { a: 1, b: { c: 2, d: [0] }, e: new Float64Array([1, 2]) }
  const read = structuredClone(cells)
  const made = structuredClone(cells)
  made.b.c = 5
  made.e[1] = 7
  cells.a = 9
  cells.e[0] = 8
  expect(writeBack(cells, read, made)).toBe(0)
  expect(cells).toEqual({ a: 9, b: { c: 5, d: [0] }, e: new Float64Array([8, 7]) })
  cells.b.c = 6
  expect(writeBack(cells, read, made)).toBe(2)
})

test('a column that has grown is written as a whole', () => {
  const cells = { ring: new Uint8Array(2) }
  const read = structuredClone(cells)
  expect(writeBack(cells, read, { ring: new Uint8Array([1, 2, 3]) })).toBe(0)
  expect([...cells.ring]).toEqual([1, 2, 3])
})
