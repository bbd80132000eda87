import { expect, test } from '@playwright/test'
import { clockOf, complaints, openAt, openLab, playPast } from './page.ts'

test('a paused holder writes into another’s work, the checker names it, and why leads back to the pause', async ({
  page,
}) => {
  const found = complaints(page)
  await openAt(page, '/distributed-lock?preset=pause', 9500)
  await page.getByRole('tab', { name: 'Fencing' }).click()
  await expect(page.getByText('stale write accepted', { exact: true })).toBeVisible()
  await expect(page.getByText('stale write rejected', { exact: true })).toBeVisible()

  await page.getByRole('tab', { name: 'Log' }).click()
  await page
    .getByRole('button', { name: /Conflict: client/ })
    .first()
    .click()
  await expect.poll(() => clockOf(page)).toBeLessThan(9000)
  await page.getByRole('tab', { name: 'Why' }).click()
  const why = page.getByRole('tabpanel', { name: 'Why' })
  await expect(why.getByText('Rule, with its numbers')).toBeVisible()
  await expect(why.getByText(/pause of 4.5 s/)).toBeVisible()
  expect(found).toEqual([])
})

test('pressing P pauses the holder, and every picture of the lab is drawn', async ({ page }) => {
  const found = complaints(page)
  await openAt(page, '/distributed-lock', 3000)
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(page.getByText(/stands still/).first()).toBeVisible()
  for (const tab of ['Holders', 'Fencing', 'Acquisition', 'Holding', 'Life cycle', 'Clients', 'Storage', 'Messages']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    await expect(page.locator('#picture svg').first()).toBeVisible()
  }
  expect(found).toEqual([])
})

test('the search finds an unfenced violation, opens it as a run with a link, and none once it is fenced', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const found = complaints(page)
  await openLab(page, '/distributed-lock')
  await playPast(page, 500, '1')
  await page.getByRole('tab', { name: /Challenges/ }).click()
  const card = page.getByRole('article', { name: 'Find a violation' })
  await card.getByRole('button', { name: 'Search with these settings' }).click()
  await expect(card.getByText(/Found in run \d+, seed \d+/)).toBeVisible({ timeout: 60_000 })
  await card.getByRole('button', { name: 'Open this run' }).click()
  const why = page.getByRole('tabpanel', { name: 'Why' })
  await expect(why.getByText('Rule, with its numbers')).toBeVisible()
  await expect(page.locator('.caption')).toContainText('conflict')
  await expect(page).toHaveURL(/#\/distributed-lock\?.*at=/)

  await page.getByLabel('Token check of the storage').selectOption('published')
  await page.getByRole('tab', { name: /Challenges/ }).click()
  await card.getByLabel('Runs to look through').fill('60')
  await card.getByRole('button', { name: 'Search with these settings' }).click()
  await expect(card.getByText(/None found in 60 runs. This is not a proof/)).toBeVisible({ timeout: 60_000 })
  expect(found).toEqual([])
})

test('the sequence lights the message and the branch at hand, and a lost request is drawn as lost', async ({
  page,
}) => {
  const found = complaints(page)
  await openLab(page, '/distributed-lock')
  await page.getByRole('tab', { name: 'Acquisition', exact: true }).click()
  const picture = page.locator('#picture')
  await expect(picture.locator('.d-edge.d-last').first()).toBeAttached()
  await expect(picture.locator('.d-branch.d-on').first()).toBeAttached()
  await expect(picture.locator('.d-lost')).toHaveCount(0)
  await page.goto('./#/distributed-lock?preset=contention&loss=0.5')
  await expect(picture.locator('.d-lost .d-cross').first()).toBeVisible({ timeout: 20_000 })
  expect(found).toEqual([])
})
