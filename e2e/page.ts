import { expect, type Page } from '@playwright/test'

/** Collects what the browser complains about; a journey must leave it empty. */
export function complaints(page: Page): readonly string[] {
  const found: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text())
  })
  page.on('pageerror', (error) => found.push(error.message))
  return found
}

/** Opens an address of the page and waits for the first frame of its run. */
export async function openLab(page: Page, fragment = '/circuit-breaker'): Promise<void> {
  await page.goto(`./#${fragment}`)
  await expect(page.getByTestId('event')).toBeVisible()
}

/** Opens a run at a moment, in milliseconds, where it rests: what is true there does not hang on a machine's speed. */
export async function openAt(page: Page, fragment: string, moment: number): Promise<void> {
  await openLab(page, `${fragment}${fragment.includes('?') ? '&' : '?'}at=${moment}`)
  await expect.poll(() => clockOf(page)).toBe(moment)
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
}

/** The virtual clock in milliseconds. */
export async function clockOf(page: Page): Promise<number> {
  const text = (await page.getByTestId('clock').textContent()) ?? ''
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1000
}

/** The number of the newest event. */
export async function eventOf(page: Page): Promise<number> {
  return Number(await page.getByTestId('event').textContent())
}

/** Plays at a speed until the clock has passed a moment, and pauses; how far past it hangs on the machine. */
export async function playPast(page: Page, moment: number, speed = '10'): Promise<void> {
  await page.getByLabel('Speed').selectOption(speed)
  await expect.poll(() => clockOf(page), { timeout: 20_000 }).toBeGreaterThan(moment)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
}
