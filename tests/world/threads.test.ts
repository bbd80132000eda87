import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enter, leave, nextThread, threads, write } from '../../src/world/threads.ts'

/** Lets threads add one to a counter each, in the order of `picks`, and counts what is left of it. */
function increments(picks: readonly number[], most: number): { sum: number; jobs: number; lost: number } {
  const at = threads()
  const inside: { read: number; version: number }[] = []
  let cell = 0
  let jobs = 0
  const start = () => inside.push({ read: cell, version: at.writes })
  const end = (pick: number) => {
    const [job] = inside.splice(pick % inside.length, 1)
    if (!job) return
    write(at, job.version)
    cell = job.read + 1
    if (leave(at, most) >= 0) start()
  }
  for (const pick of picks) {
    if (pick % 2 === 0) {
      if (enter(at, jobs, most)) start()
      jobs += 1
    } else end(pick)
  }
  while (inside.length > 0) end(0)
  return { sum: cell, jobs, lost: at.lost }
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
  expect([sum, jobs, lost]).toEqual([1, 3, 2])
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
