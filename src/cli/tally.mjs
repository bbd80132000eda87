/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * One step that either holds or does not.
 *
 * @param {boolean} holds
 * @returns {Tally}
 */
export function tallyOf(holds) {
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 }
}

/**
 * The tests of a Vitest report. A file that cannot be loaded counts as one failed test, and so does a run that
 * failed or left no report although no test in it failed.
 *
 * @param {VitestReport | undefined} report
 * @param {number} code the exit code of the run
 * @returns {Tally}
 *
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} VitestReport
 */
export function tallyOfVitest(report, code) {
  if (!report) return tallyOf(false)
  const unloaded = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.length === 0
  })
  const failed = report.numFailedTests + unloaded.length
  const skipped = report.numPendingTests + report.numTodoTests
  return withExitCode({ passed: report.numPassedTests, failed, skipped }, code)
}

/**
 * The tests of a Playwright report; one that failed first and passed later counts as failed.
 *
 * @param {PlaywrightReport | undefined} report
 * @param {number} code the exit code of the run
 * @returns {Tally}
 *
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} PlaywrightReport
 */
export function tallyOfPlaywright(report, code) {
  if (!report) return tallyOf(false)
  const { expected, unexpected, flaky, skipped } = report.stats
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, code)
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sumOf(tallies) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of tallies) {
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
  }
  return sum
}

/** @param {Tally} tally */
export function summaryOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * @param {Tally} tally
 * @param {number} code
 * @returns {Tally}
 */
function withExitCode(tally, code) {
  const silent = tally.failed === 0 && (code !== 0 || tally.passed === 0)
  return silent ? { ...tally, failed: 1 } : tally
}
