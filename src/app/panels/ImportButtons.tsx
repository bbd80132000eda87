import { FileUp } from 'lucide-react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Import } from '../../lab/lesson.ts'
import type { Group, Params } from '../../lab/param.ts'
import { openDialog } from '../state/dialogs.ts'

/** What people have already and a group of controls can read. */
export function ImportButtons({ lab, group }: { readonly lab: AnyLab; readonly group: Group }) {
  const imports: readonly Import<Params>[] = lab.imports ?? []
  return imports
    .filter((one) => one.group === group)
    .map(({ key, label, help }) => (
      <button
        key={key}
        type="button"
        className="button import"
        data-hint={help}
        onClick={() => openDialog({ shown: 'import', source: key })}
      >
        <FileUp size={16} strokeWidth={1.75} aria-hidden />
        {label}
      </button>
    ))
}
