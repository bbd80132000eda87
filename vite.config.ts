import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { markdownModule } from './src/cli/markdown.mjs'
import { offline } from './src/cli/offline.mjs'

/** Turns `import html from './lesson.md'` into a string of HTML at build time, so no Markdown parser is shipped. */
function markdown(): Plugin {
  return {
    name: 'setpoint:markdown',
    enforce: 'pre',
    load(id) {
      return id.endsWith('.md') ? markdownModule(readFileSync(id, 'utf8')) : undefined
    },
  }
}

/** Lets the built page run its own files and nothing else, whatever text a link brings. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'setpoint:content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = '']) => {
          return ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`
        })
        const content = [
          "default-src 'self'",
          `script-src 'self'${inline.join('')}`,
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "font-src 'self' data:",
          "connect-src 'self' data: blob:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'none'",
        ].join('; ')
        return [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' }]
      },
    },
  }
}

export default defineConfig({
  // Relative, so that the built site works from any folder of any file host.
  base: './',
  plugins: [markdown(), react(), contentSecurityPolicy(), offline()],
  worker: { format: 'es', plugins: () => [markdown()] },
  build: {
    target: 'es2023',
    sourcemap: true,
    // Mermaid is large and loads late; `src/cli/size.mjs` checks what loads first.
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }] },
      },
    },
  },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    environment: 'node',
    // Properties and runs of labs take their time on a busy machine.
    testTimeout: 60_000,
  },
})
