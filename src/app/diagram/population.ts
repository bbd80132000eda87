import { number } from '../../units.ts'

/** A population in numbers, below its drawing. */
export interface PopulationTable {
  show(population: Readonly<Record<string, number>> | undefined): void
}

/** Writes into a list of terms; the row of a state carries its tone. */
export function populationTable(
  table: HTMLElement,
  labelOf: (key: string) => string,
  toneOf: (key: string) => string,
): PopulationTable {
  const cells = new Map<string, HTMLElement>()
  table.replaceChildren()
  table.hidden = true
  return {
    show(population) {
      if (table.hidden !== (population === undefined)) table.hidden = population === undefined
      for (const [key, count] of Object.entries(population ?? {})) {
        const cell = cells.get(key) ?? addRow(table, labelOf(key), toneOf(key))
        cells.set(key, cell)
        const text = number(count)
        if (cell.textContent !== text) cell.textContent = text
      }
    },
  }
}

function addRow(table: HTMLElement, label: string, tone: string): HTMLElement {
  const row = document.createElement('div')
  const name = document.createElement('dt')
  const count = document.createElement('dd')
  row.className = tone
  name.textContent = label
  row.append(name, count)
  table.append(row)
  return count
}
