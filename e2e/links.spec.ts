import { expect, test } from '@playwright/test'
import { complaints, openLab } from './page.ts'

test('a broken link opens the lab with what was valid and says what was not', async ({ page }) => {
  const found = complaints(page)
  await openLab(page, '/circuit-breaker?v=1&seed=7&arrivalRate=oops&failuresToOpen=4&nothing=1&acts=500:explode&end')
  const notice = page.getByText(/not valid|left out|set right/).first()
  await expect(notice).toBeVisible()
  await expect(page.getByRole('textbox', { name: /^Failures to open/ })).toHaveValue('4')
  await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('7')
  await page.getByRole('button', { name: 'Dismiss this notice' }).first().click()
  expect(found).toEqual([])
})

test('text in a link is shown as text', async ({ page }) => {
  await page.goto('./#/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x')
  await expect(page.locator('main img')).toHaveCount(0)
})

test('an unknown lab lists near names', async ({ page }) => {
  await page.goto('./#/circuit-braker')
  await expect(page.getByRole('heading', { name: /There is no lab/ })).toBeVisible()
  await page.getByRole('link', { name: 'Circuit breaker' }).click()
  await expect(page.getByTestId('event')).toBeVisible()
})

test('the home page filters labs, announces those to come without links, and opens one', async ({ page }) => {
  const found = complaints(page)
  await page.goto('./')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('breaker')
  await expect(page.getByRole('status').filter({ hasText: 'of 20 labs' })).toBeAttached()
  await page.getByRole('searchbox').fill('nothing like it')
  await expect(page.getByText('No lab matches.')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('link', { name: /1 Circuit breaker/ }).click()
  await expect(page.getByTestId('event')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('You were in')).toBeVisible()
  expect(found).toEqual([])
})

test('a run is saved as a file and opened from it', async ({ page }) => {
  await openLab(page, '/circuit-breaker?preset=reference')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this run' })
  await expect(dialog.getByTestId('digest')).toHaveText(/^[0-9a-f]{16}$/)
  const digest = await dialog.getByTestId('digest').textContent()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as file' }).click(),
  ])
  const path = await download.path()
  await page.goto('about:blank')
  await openLab(page)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByLabel('Scenario file').setInputFiles(path)
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(dialog.getByTestId('digest')).toHaveText(digest ?? '')
})
