import { expect, test } from '@playwright/test'
import { complaints, openLab } from './page.ts'

test('two runs on the same traffic stand side by side, and the better one is kept', async ({ page }) => {
  const found = complaints(page)
  await openLab(page)
  await page.getByRole('button', { name: 'Compare' }).click()
  const second = page.getByRole('region', { name: 'Run B' })
  await expect(second.getByText('the same so far')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run B' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByLabel('Failures to open', { exact: true }).focus()
  await page.keyboard.press('End')
  const chosen = await page.getByLabel('Failures to open', { exact: true }).inputValue()
  await expect(second.getByText(/Failures to open/)).toBeVisible()
  await page.getByLabel('Speed').selectOption('10')
  const first = page.getByRole('region', { name: 'Run A' })
  await expect(first.getByText(/the breaker opened|probing/)).toBeVisible()
  await expect(second.locator('.caption')).not.toContainText('opened')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const scales = (run: typeof first): Promise<readonly string[]> => run.locator('.chart-scale').allTextContents()
  await expect
    .poll(async () => [await scales(first), (await scales(first)).length > 2])
    .toEqual([await scales(second), true])
  await second.getByRole('button', { name: 'Keep B' }).click()
  await expect(second).toBeHidden()
  await expect(page.getByLabel('Failures to open', { exact: true })).toHaveValue(chosen)
  expect(found).toEqual([])
})
