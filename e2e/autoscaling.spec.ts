import { expect, test } from '@playwright/test'
import { clockOf, complaints, openAt } from './page.ts'

test('a newcomer watches an instance come, asks why, and sees its bar', async ({ page }) => {
  const found = complaints(page)
  await openAt(page, '/autoscaling', 45_000)
  await page.getByRole('tab', { name: 'Log' }).click()
  await page
    .getByRole('button', { name: /Scaled up from 2 to 3/ })
    .first()
    .click()
  await expect.poll(() => clockOf(page)).toBeLessThan(45_000)
  await page.getByRole('tab', { name: 'Why' }).click()
  const why = page.getByRole('tabpanel', { name: 'Why' })
  await expect(why.getByText('CPU at the last evaluations.')).toBeVisible()
  await page.keyboard.press('End')
  await page.getByRole('tab', { name: 'Instances', exact: true }).click()
  await expect(page.getByText(/Instance 2: starting from 00:\d\d for/)).toBeAttached()
  expect(found).toEqual([])
})

test('the table lights a row when the matrix decides, and a surge by key is flagged', async ({ page }) => {
  const found = complaints(page)
  await openAt(page, '/autoscaling?preset=resonance&policy=matrix', 40_000)
  await page.getByRole('tab', { name: 'Decision table' }).click()
  const table = page.getByRole('table', { name: /tried from the top/ })
  await expect(table.locator('tr[aria-current]')).toHaveCount(1)
  await page.keyboard.press('1')
  await page.getByRole('tab', { name: 'Log' }).click()
  await expect(page.getByText('3 times the load').first()).toBeAttached()
  expect(found).toEqual([])
})
