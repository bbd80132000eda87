import { expect, test } from '@playwright/test'
import { preview } from 'vite'
import { clockOf, complaints } from './page.ts'

test.use({ serviceWorkers: 'allow' })

test('without its host the page opens anew, and a lab that was never opened plays and draws its picture', async ({
  page,
}) => {
  // The keep is filled gently, after a pause.
  test.setTimeout(180_000)
  const host = await preview({ logLevel: 'silent', preview: { port: 0, host: '127.0.0.1' } })
  const address = host.resolvedUrls?.local[0] ?? ''
  await page.goto(`${address}#/circuit-breaker`)
  await expect(page.getByTestId('event')).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
  await host.close()
  await expect(fetch(address)).rejects.toThrow()

  const found = complaints(page)
  await page.goto(`${address}#/autoscaling`)
  await page.reload()
  await expect(page.getByRole('button', { name: '5 · Autoscaling' })).toBeVisible()
  await expect.poll(() => clockOf(page)).toBeGreaterThan(0)
  await expect(page.locator('#picture svg.d-drawing')).toBeVisible()
  await page.getByRole('tab', { name: 'Log' }).click()
  await expect(page.getByRole('searchbox', { name: 'Filter the log' })).toBeVisible()
  expect(found).toEqual([])
})
