import { expect, type Locator, type Page, test } from '@playwright/test'
import type { Param } from '../src/lab/param.ts'
import { loadLabs } from '../src/labs/catalog.ts'
import { type Drawing, mermaidOf } from '../src/machine/mermaid.ts'
import { complaints, openLab } from './page.ts'

const catalog = await loadLabs()

type Lab = (typeof catalog)[number]
type Diagram = Lab['diagrams'][number]

const diagrams = catalog.flatMap((lab) => lab.diagrams.map((diagram: Diagram) => ({ lab, diagram })))

/** What stands in the drawing as a lab opens: all that its first preset does not leave out. */
function declared(lab: Lab, diagram: Diagram, oneLoop = false): Drawing {
  const params = Object.entries(lab.params as Readonly<Record<string, Param>>)
  const values = {
    ...Object.fromEntries(params.map(([name, param]) => [name, param.default])),
    ...lab.presets[0]?.params,
  }
  const omit = diagram.omits?.(values as never, () => false) ?? []
  return mermaidOf(lab.book.diagrams[diagram.key], { omit, oneLoop })
}

async function open(page: Page, { lab, diagram }: { lab: Lab; diagram: Diagram }): Promise<Locator> {
  await openLab(page, `/${lab.id}`)
  await page.getByRole('tab', { name: diagram.tab, exact: true }).click()
  const root = page.locator(`[data-diagram="${diagram.key}"]`)
  await expect(root.locator('svg.d-drawing')).toBeVisible({ timeout: 20_000 })
  return root
}

const keysIn = (root: Locator, name: 'part' | 'state'): Promise<string[]> =>
  root
    .locator(`[data-${name}]`)
    .evaluateAll((elements, key) => [...new Set(elements.map((one) => (one as SVGElement).dataset[key] ?? ''))], name)

for (const { lab, diagram } of diagrams) {
  test(`every part and state of ${lab.id} ${diagram.key} is found in the shipped drawing`, async ({ page }) => {
    const found = complaints(page)
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    const root = await open(page, { lab, diagram })
    const drawing = declared(lab, diagram)
    // What the lab omits at first may have been taken meanwhile, and is then drawn too.
    const parts = await keysIn(root, 'part')
    expect(parts).toEqual(expect.arrayContaining(Object.keys(drawing.parts)))
    expect(lab.book.diagrams[diagram.key].partKeys).toEqual(expect.arrayContaining(parts))
    expect(await keysIn(root, 'state')).toEqual(expect.arrayContaining(Object.keys(drawing.spots)))
    expect(loaded.filter((url) => /mermaid|elk|dagre/i.test(url))).toEqual([])
    expect(found).toEqual([])
  })

  test(`${lab.id} ${diagram.key} is drawn in the page where its drawing cannot be had, without ELK`, async ({
    page,
  }) => {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    const drawing = declared(lab, diagram, true)
    await page.route('**/diagrams/*.svg', (route) => route.abort())
    const root = await open(page, { lab, diagram })
    const parts = await keysIn(root, 'part')
    for (const [key, ids] of Object.entries(drawing.parts)) {
      // Of parts that share a line, the line tells the one that was taken last.
      const sharing = Object.keys(drawing.parts).filter((other) => drawing.parts[other]?.[0] === ids[0])
      expect(
        sharing.some((other) => parts.includes(other)),
        key,
      ).toBe(true)
    }
    expect(loaded.filter((url) => /\/elk[^/]*$/i.test(url))).toEqual([])
  })
}

test('one Tab stop leads into a diagram, arrow keys go on, B and Enter act on the part in focus', async ({ page }) => {
  const [first] = diagrams
  if (!first) throw new Error('the catalog has no diagram')
  const root = await open(page, first)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(root.locator('svg [tabindex="0"]')).toHaveCount(1)
  await root.locator('svg [tabindex="0"]').focus()
  const focused = root.locator('svg :focus')
  const seen = new Set<string | null>()
  const count = await root.locator('svg [role="button"]').count()
  for (let step = 0; step < count; step += 1) {
    seen.add(await focused.getAttribute('aria-label'))
    await page.keyboard.press('ArrowRight')
  }
  expect(seen.size).toBeGreaterThan(count / 2)
  while ((await focused.getAttribute('data-part')) === null) await page.keyboard.press('ArrowRight')
  const part = await focused.getAttribute('data-part')
  await expect(page.getByRole('tooltip')).toContainText('breakpoint')
  await page.keyboard.press('b')
  await expect(root.locator(`g.d-edge[data-part="${part}"]`)).toHaveClass(/d-breaks/)
  await page.keyboard.press('Enter')
  await expect(root.locator(`g.d-edge[data-part="${part}"]`)).toHaveClass(/d-pinned/)
})

test('another theme draws nothing anew', async ({ page }) => {
  const [first] = diagrams
  if (!first) throw new Error('the catalog has no diagram')
  const root = await open(page, first)
  const shape = root.locator('[data-state] .d-shape').first()
  await root.locator('svg.d-drawing').evaluate((svg) => svg.setAttribute('data-mark', 'same'))
  const before = await shape.evaluate((element) => getComputedStyle(element).stroke)
  await page.evaluate(() => {
    document.documentElement.dataset['theme'] = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark'
  })
  await expect.poll(() => shape.evaluate((element) => getComputedStyle(element).stroke)).not.toBe(before)
  await expect(root.locator('svg[data-mark="same"]')).toBeVisible()
})
