import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { complaints, openLab, playPast } from './page.ts'

test('a recorded load is pasted, its faulty line is named, and the run and its link carry it', async ({ page }) => {
  const found = complaints(page)
  await openLab(page, '/autoscaling')
  await playPast(page, 1000, '1')
  await page.getByRole('button', { name: 'Import a recorded load' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a recorded load' })
  const begin = dialog.getByRole('button', { name: /^Begin a run/ })
  await expect(begin).toBeDisabled()
  await dialog.getByLabel('Text to import').fill('time,rps\n0,120\n60,many\n120,400\n')
  await expect(dialog.getByText('line 3: the rate is not a number')).toBeVisible()
  await expect(dialog.getByText('2 points over 2 min')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await begin.click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('combobox', { name: 'Load curve' })).toHaveValue('trace')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByLabel('Link')).toHaveValue(/trace=0:120,120:400/)
  expect(found).toEqual([])
})

test('what cannot be read is refused in one sentence, and nothing changes', async ({ page }) => {
  const found = complaints(page)
  await openLab(page, '/autoscaling')
  await playPast(page, 1000, '1')
  const before = await page.getByTestId('changed').textContent()
  await page.getByRole('button', { name: 'Import a HorizontalPodAutoscaler' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Text to import').fill('kind: Deployment\n')
  await expect(dialog.getByText('There is no HorizontalPodAutoscaler in it. Nothing was changed.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Begin a run/ })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByTestId('changed')).toHaveText(before ?? '')
  expect(found).toEqual([])
})

test('probes come from a file, and what does not map is named', async ({ page }) => {
  const found = complaints(page)
  await openLab(page, '/health-checks')
  await playPast(page, 1000, '1')
  await page.getByRole('button', { name: 'Import Kubernetes probes' }).click()
  const dialog = page.getByRole('dialog')
  const text = 'livenessProbe:\n  httpGet: { path: /live, port: 80 }\n  periodSeconds: 7\n'
  await dialog.getByLabel('File to import').setInputFiles({
    name: 'pod.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(text),
  })
  await expect(dialog.getByText(/httpGet/).last()).toBeVisible()
  await expect(dialog.getByText('7 s', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: /^Begin a run/ }).click()
  await expect(page.getByLabel('Liveness period in s')).toHaveValue('7.0')
  expect(found).toEqual([])
})
