import { expect, test } from '@playwright/test'
import { clockOf, complaints, openAt } from './page.ts'

test('a newcomer sees a degraded service, calls an endpoint, and finds what it said before', async ({ page }) => {
  const found = complaints(page)
  await openAt(page, '/health-checks', 21_000)
  const dashboard = page.getByRole('table', { name: 'Service health matrix' })
  await expect(dashboard.getByRole('row', { name: /^Auth/ })).toContainText('OK')
  await expect(dashboard.getByRole('row', { name: /^Orders/ })).toContainText('FAIL')
  await expect(dashboard.getByRole('row', { name: /^Search/ })).toContainText('DEGRADED')

  await dashboard.getByRole('button', { name: /orders-2/ }).click()
  await page.getByRole('button', { name: '/health/detailed' }).click()
  await expect(page.getByTestId('health-line')).toContainText('503 Service Unavailable')
  await expect(page.getByTestId('health-body')).toContainText('"api:responseTime"')
  await page.getByRole('button', { name: '/health/live' }).click()
  await expect(page.getByTestId('health-line')).toContainText('200 OK')

  await page.getByRole('button', { name: '/health/ready' }).click()
  await expect(page.getByTestId('health-line')).toContainText('503')
  await page.keyboard.press('Home')
  await expect(page.getByTestId('event')).toHaveText('0')
  await expect(page.getByTestId('health-line')).toContainText('200 OK')
  await expect(page.getByTestId('health-body')).toContainText('"status": "pass"')
  expect(found).toEqual([])
})

test('an outage with liveness that asks the database kills the fleet, and Why leads back to it', async ({ page }) => {
  const found = complaints(page)
  await openAt(page, '/health-checks?preset=restart-storm', 18_000)
  await page.getByRole('tab', { name: 'Container' }).click()
  await page.getByRole('tab', { name: 'Log' }).click()
  await page
    .getByRole('button', { name: /is killed: 3 liveness failures in a row/ })
    .first()
    .click()
  await expect.poll(() => clockOf(page)).toBeLessThan(16_000)
  await page.getByRole('tab', { name: 'Why' }).click()
  const why = page.getByRole('tabpanel', { name: 'Why' })
  await expect(why.getByText('Rule, with its numbers')).toBeVisible()
  await expect(why.getByText('The latest liveness probes of this replica.')).toBeVisible()
  await expect(why.getByText('database down')).toBeVisible()
  expect(found).toEqual([])
})
