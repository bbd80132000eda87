import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { labIds } from '../src/labs/catalog.ts'
import { complaints, openLab, playPast } from './page.ts'

async function violations(page: Page, where: string): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${where}: ${id} at ${target}`))
}

/** How far the page is wider than its window, in pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const id of labIds) {
  test.describe(id, () => {
    test('plays, and every picture and every tab of its guide is accessible in both themes', async ({ page }) => {
      test.setTimeout(600_000)
      const found = complaints(page)
      await openLab(page, `/${id}`)
      await playPast(page, 5000)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const pictures = page.getByRole('tablist', { name: 'Pictures' }).getByRole('tab')
        for (const tab of await pictures.all()) {
          await tab.click()
          await expect(page.locator('.diagram-wait')).toHaveCount(0)
          expect(await violations(page, `${colorScheme} ${await tab.textContent()}`)).toEqual([])
        }
        for (const name of [/Challenges/, /Log/, /Learn/]) {
          await page.getByRole('tablist', { name: 'Guide' }).getByRole('tab', { name }).click()
          await expect(page.getByText('Loading…')).toHaveCount(0)
          expect(await violations(page, `${colorScheme} ${name}`)).toEqual([])
        }
      }
      expect(found).toEqual([])
    })

    test('fits a phone, with its controls and its guide in a sheet', async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })
      const page = await context.newPage()
      const found = complaints(page)
      await openLab(page, `/${id}`)
      expect(await overflow(page)).toBe(0)
      await page.getByRole('button', { name: 'Raise the sheet' }).tap()
      await expect(page.getByRole('slider').first()).toBeVisible()
      expect(await overflow(page)).toBe(0)
      expect(await violations(page, 'on a phone')).toEqual([])
      expect(found).toEqual([])
      await context.close()
    })
  })
}
