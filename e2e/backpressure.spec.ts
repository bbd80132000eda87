import { expect, test } from '@playwright/test'
import { complaints, openAt } from './page.ts'

test('a newcomer slows the consumer down, sees the queue press and the producers pause, and asks why', async ({
  page,
}) => {
  const found = complaints(page)
  await openAt(page, '/backpressure', 7000)
  await expect(page.getByRole('tab', { name: 'Queue', exact: true })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Producers' }).getByRole('listitem')).toHaveCount(4)
  await expect(page.getByText(/presses back|has arrived/).first()).toBeAttached()

  await page.getByRole('tab', { name: 'Log' }).click()
  await page
    .getByRole('button', { name: /producers are asked to slow down/ })
    .first()
    .click()
  await page.getByRole('tab', { name: 'Why' }).click()
  const why = page.getByRole('tabpanel', { name: 'Why' })
  await expect(why.getByText('Rule, with its numbers')).toBeVisible()
  await expect(why.getByText('consumers slow').first()).toBeVisible()
  expect(found).toEqual([])
})

test('a slow network is felt level by level, back to the producers', async ({ page }) => {
  const found = complaints(page)
  await openAt(page, '/backpressure?preset=cascade', 9000)
  const buffers = page.getByRole('region', { name: 'Buffers' })
  await expect(buffers.getByText('presses back').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Sending side' }).click()
  await expect(page.getByText('TCP').first()).toBeVisible()
  await expect(page.getByText(/% full/).first()).toBeAttached()
  expect(found).toEqual([])
})
