import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { clockOf, eventOf, openLab, playPast } from './page.ts'

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('home, glossary and about have no violation', async ({ page }) => {
      await page.goto('./')
      await expect(page.getByRole('link', { name: 'Open this lab' })).toBeVisible()
      expect(await violations(page)).toEqual([])
      for (const name of ['Glossary', 'About']) {
        await page.getByRole('link', { name, exact: true }).click()
        await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
        expect(await violations(page)).toEqual([])
      }
    })

    test('a lab and every tab of its guide have no violation', async ({ page }) => {
      await openLab(page)
      await playPast(page, 13_000)
      for (const name of [/Learn/, /Challenges/, /Why/, /Log/]) {
        await page.getByRole('tab', { name }).click()
        await expect(page.getByText('Loading…')).toHaveCount(0)
        expect(await violations(page)).toEqual([])
      }
      await page
        .getByRole('button', { name: /the breaker opened/ })
        .first()
        .click()
      await page.getByRole('tab', { name: 'Why' }).click()
      await expect(page.getByText('What led to it')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('dialogs have no violation', async ({ page }) => {
      await openLab(page)
      await playPast(page, 1000, '2')
      for (const name of ['Share', 'Export', 'Help']) {
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await violations(page)).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}

test('everything is done by keyboard: find a lab, play, pause, step, slide, act, read why', async ({ page }) => {
  await page.goto('./')
  await expect(page.getByRole('link', { name: 'Open this lab' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('circuit')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('event')).toBeVisible()

  await expect.poll(() => clockOf(page)).toBeGreaterThan(200)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  const event = await eventOf(page)
  await page.keyboard.press('.')
  await expect(page.getByTestId('event')).toHaveText(String(event + 1))
  await page.keyboard.press(',')
  await expect(page.getByTestId('event')).toHaveText(String(event))
  await page.keyboard.press('Shift+.')
  await expect.poll(() => clockOf(page)).toBeGreaterThan(7000)
  await page.keyboard.press(']')
  await expect(page.getByLabel('Speed')).toHaveValue('2')
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: /^Undo Burst/ })).toBeEnabled()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('tab', { name: /Learn/ }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Why' })).toBeFocused()
  await expect(page.getByText('Why did it happen?')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Taken|Never taken/).first()).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByRole('switch', { name: /Pause before this/ })).toBeChecked()
})

test('shortcuts of a single key can be turned off, and stay off', async ({ page }) => {
  await openLab(page)
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  await page.getByRole('switch', { name: 'Shortcuts of a single key' }).uncheck()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByTestId('event')).toBeVisible()
  await page.locator('#main').focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
})

test('the theme is switched, remembered, and there before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openLab(page)
  await page.getByRole('button', { name: 'Dark colours' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload({ waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
