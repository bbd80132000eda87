import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { digestsInFirefox, installedFirefox } from './firefox.ts'

/** The recorded links of the labs, with the digests that Node gives; see tests/golden.test.ts. */
const golden = Object.entries(
  JSON.parse(readFileSync('tests/golden.json', 'utf8')) as Record<
    string,
    { readonly link: string; readonly digest: string }
  >,
).filter(([name]) => !name.startsWith('toy-'))

for (const [name, { link, digest }] of golden) {
  test(`${name} has the digest in this browser that it has in Node`, async ({ page }) => {
    await page.goto(`#${link}`)
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await expect(page.getByTestId('digest')).toHaveText(digest)
  })
}

const firefox = installedFirefox()

if (firefox) {
  test('every preset has the digest in Firefox that it has in Node', async ({ baseURL }) => {
    test.setTimeout(600_000)
    const links = golden.map(([, { link }]) => link)
    const digests = await digestsInFirefox(firefox, String(baseURL), links)
    expect(digests).toEqual(golden.map(([, { digest }]) => digest))
  })
}
