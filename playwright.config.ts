import { defineConfig } from '@playwright/test'
import { installedBrowser } from './src/cli/browser.mjs'

const port = Number(process.env['E2E_PORT'] ?? 4317)
const browser = installedBrowser()

/** Journeys on the built page; `npm test` builds it, finds a browser and chooses the port. */
export default defineConfig({
  testDir: 'e2e',
  forbidOnly: true,
  // One at a time: some journeys measure frames, and a busy machine would spoil them.
  workers: 1,
  // A slow machine may take its time; what is wrong stays wrong.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: browser ? { executablePath: browser } : {},
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    // Each profile would keep the whole site for itself; `offline.spec.ts` alone is about that.
    serviceWorkers: 'block',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --strictPort --port ${port}`,
    url: `http://127.0.0.1:${port}/`,
  },
})
