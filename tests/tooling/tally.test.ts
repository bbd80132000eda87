import { expect, test } from 'vitest'
import { summaryOf, sumOf, tallyOf, tallyOfPlaywright, tallyOfVitest } from '../../src/cli/tally.mjs'

const unitReport = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

test('the last line counts passed and failed, and skipped only when there are some', () => {
  expect(summaryOf({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(summaryOf({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})

test('all runners add up', () => {
  const sum = sumOf([tallyOf(true), tallyOf(false), { passed: 2, failed: 0, skipped: 4 }])
  expect(sum).toEqual({ passed: 3, failed: 1, skipped: 4 })
})

test('a run without a report is one failure', () => {
  expect(tallyOfVitest(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(tallyOfPlaywright(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a run in which no test passed is a failure', () => {
  const none = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 3 } }
  expect(tallyOfPlaywright(none, 0)).toEqual({ passed: 0, failed: 1, skipped: 3 })
})

test('a run that failed outside its tests is one failure', () => {
  expect(tallyOfVitest(unitReport, 1)).toEqual({ passed: 7, failed: 1, skipped: 0 })
  expect(tallyOfVitest(unitReport, 0)).toEqual({ passed: 7, failed: 0, skipped: 0 })
})

test('a test file that cannot be loaded is one failure', () => {
  const broken = { ...unitReport, testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(tallyOfVitest(broken, 1).failed).toBe(1)
})

test('tests that are skipped or planned are reported as skipped', () => {
  expect(tallyOfVitest({ ...unitReport, numPendingTests: 2, numTodoTests: 1 }, 0).skipped).toBe(3)
})

test('a journey that passes only when repeated counts as failed', () => {
  const flaky = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 0 } }
  expect(tallyOfPlaywright(flaky, 0)).toEqual({ passed: 4, failed: 3, skipped: 0 })
})
