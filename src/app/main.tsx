import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/workbench.css'
import './styles/dock.css'
import './styles/guide.css'
import './styles/pages.css'
import './styles/dialogs.css'
import './styles/narrow.css'
import './styles/forced.css'
import { createRoot } from 'react-dom/client'
import { createClient } from '../worker/client.ts'
import { App } from './App.tsx'
import { followAddress } from './state/address.ts'
import { keepPreferences } from './state/preferences.ts'
import { keepProgress } from './state/progress.ts'
import { conduct } from './state/run.ts'

/** Milliseconds after which a visitor who is still here has seen the first things happen. */
const SETTLED = 10_000

function start(): void {
  keepPreferences()
  keepProgress()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no root')
  createRoot(root).render(<App />)
  conduct(createClient, (call) => requestAnimationFrame(call))
  void import('./diagram/Diagram.tsx')
  followAddress()
  const idle = window.requestIdleCallback ?? setTimeout
  idle(fetchAhead)
  if (import.meta.env.PROD) setTimeout(() => idle(keepForOffline), SETTLED)
}

/** Where the browser refuses (no secure connection, storage switched off), the page works as long as its host does. */
function keepForOffline(): void {
  navigator.serviceWorker?.register('./service-worker.js').catch(() => undefined)
}

/** What is one click away is there before the click. */
function fetchAhead(): void {
  void import('./panels/HelpDialog.tsx')
  void import('./panels/ShareDialog.tsx')
  void import('./panels/Why.tsx')
  void import('./panels/Log.tsx')
  void import('./panels/Challenges.tsx')
}

start()
