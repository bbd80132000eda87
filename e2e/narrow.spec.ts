import { expect, type Page, test } from '@playwright/test'
import { complaints, openLab } from './page.ts'

/** How far the page is wider than its window, in pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('the stage, the caption, the dock and a sheet are there, and nothing is cut off', async ({ page }) => {
    const found = complaints(page)
    await openLab(page)
    expect(await overflow(page)).toBe(0)
    await expect(page.getByRole('slider', { name: 'Position in the run' })).toBeVisible()
    await page.getByRole('button', { name: 'Raise the sheet' }).tap()
    await expect(page.getByRole('slider', { name: 'Arrival rate' })).toBeVisible()
    await page.getByRole('tab', { name: 'Log' }).tap()
    await expect(page.getByRole('searchbox', { name: 'Filter the log' })).toBeVisible()
    await page.getByRole('button', { name: 'Lower the sheet' }).tap()
    expect(found).toEqual([])
  })

  test('what is touched is 44 pixels high', async ({ page }) => {
    await openLab(page)
    const sizes = await page
      .locator('.dock button, .dock select, .top-bar .icon-button, .sheet-head button, .tab')
      .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height))
    expect(sizes.length).toBeGreaterThan(8)
    expect(sizes.filter((height) => height < 43)).toEqual([])
  })

  test('what lies beyond an edge is announced there: tabs, and charts with the way to them', async ({ page }) => {
    await openLab(page, '/gossip')
    const tabs = page.getByRole('tablist', { name: 'Pictures' })
    await expect(tabs).toHaveAttribute('data-more', 'right')
    await tabs.getByRole('tab', { name: 'Merge' }).tap()
    await expect(tabs).toHaveAttribute('data-more', 'left')
    await expect(tabs.getByRole('tab', { name: 'Merge' })).toBeInViewport({ ratio: 1 })
    const below = page.getByRole('button', { name: /more charts?$/ })
    await below.tap()
    await expect(below).toHaveCount(0)
  })

  test('the home page fits', async ({ page }) => {
    await page.goto('./')
    await expect(page.getByRole('link', { name: 'Open this lab' })).toBeVisible()
    expect(await overflow(page)).toBe(0)
  })
})

for (const [width, height] of [
  [320, 640],
  [320, 256],
  [720, 450],
  [1024, 768],
] as const) {
  test(`at ${width} by ${height} nothing is cut off and the run can be paused`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openLab(page)
    expect(await overflow(page)).toBe(0)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await page.goto('./#/')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await overflow(page)).toBe(0)
  })
}

test('in a middle-sized window the guide is a drawer', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await openLab(page)
  await expect(page.getByRole('tab', { name: 'Learn' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Guide' }).click()
  await expect(page.getByRole('tab', { name: 'Learn' })).toBeVisible()
  await page.getByRole('tab', { name: 'Learn' }).focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tab', { name: 'Learn' })).toHaveCount(0)
})
