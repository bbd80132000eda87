import { usePage } from '../state/address.ts'
import { Brand } from './Brand.tsx'
import { HelpButton } from './HelpButton.tsx'
import { ThemeButton } from './ThemeButton.tsx'

const links = [
  { href: '#/', label: 'Labs', kind: 'home' },
  { href: '#/glossary', label: 'Glossary', kind: 'glossary' },
  { href: '#/about', label: 'About', kind: 'about' },
] as const

/** The bar of the pages that are no lab. */
export function PageBar() {
  const kind = usePage((state) => state.page.kind)
  return (
    <header className="top-bar">
      <Brand />
      <nav className="bar-links" aria-label="Pages">
        {links.map((link) => (
          <a key={link.kind} href={link.href} aria-current={link.kind === kind ? 'page' : undefined}>
            {link.label}
          </a>
        ))}
      </nav>
      <span className="bar-line" />
      <ThemeButton />
      <HelpButton />
    </header>
  )
}
