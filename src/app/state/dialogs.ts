import { create } from 'zustand'

/** What may lie over the page; `law`, `target` and `source` name what theory, export and import show. */
export type Dialogs =
  | { readonly shown: 'help' | 'switcher' | 'share' | 'none' }
  | { readonly shown: 'export'; readonly target?: string }
  | { readonly shown: 'theory'; readonly law: string }
  | { readonly shown: 'import'; readonly source: string }

/** The store of the dialog shown. */
export const useDialogs = create<Dialogs>()((): Dialogs => ({ shown: 'none' }))

/** Shows a dialog in place of any other. */
export const openDialog = (dialog: Dialogs): void => useDialogs.setState(dialog, true)

/** Leaves the dialog. */
export const closeDialog = (): void => openDialog({ shown: 'none' })
