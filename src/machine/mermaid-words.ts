/** Words that mean something to one of Mermaid's grammars. */
const reserved = new Set(
  [
    'accdescr acctitle activate actor alt and as autonumber box break call class classdef click create critical',
    'deactivate default destroy direction else end flowchart fork graph hide href join choice link links linkstyle',
    'loop note option opt over par participant properties rect root scale state style subgraph title',
  ].flatMap((words) => words.split(' ')),
)

/** Gives out names that Mermaid takes for names, each once. */
export function naming(): (key: string) => string {
  const used = new Set<string>()
  return (key) => {
    let name = key.replace(/[^A-Za-z0-9]/g, '_')
    if (/^[^A-Za-z]/.test(name)) name = `n${name}`
    if (reserved.has(name.toLowerCase())) name += '_'
    while (used.has(name.toLowerCase())) name += '_'
    used.add(name.toLowerCase())
    return name
  }
}

/** Look-alikes of the few signs that would end or change a label; the page writes the true text into the drawing. */
const lookalikes: Readonly<Record<string, string>> = {
  '"': '”',
  '#': '♯',
  ':': '∶',
  ';': '\u037e',
  '`': '‘',
  '\\': '∖',
  '{': '❴',
  '}': '❵',
  '&': '＆',
}

const plain = (text: string): string => text.replace(/["#:;`\\{}&]/g, (sign) => lookalikes[sign] ?? sign)

/** The lines of a label: `<br/>` breaks it. */
export const labelLines = (label: string): string[] => label.split(/<br\s*\/?>|\n/).map((line) => line.trim())

/** A label as Mermaid source: lines kept, signs that would end it replaced. */
export const inline = (label: string): string =>
  labelLines(label)
    .map((line) => plain(line.replace(/\s+/g, ' ').replaceAll('<', '‹').replaceAll('>', '›')))
    .join('<br/>') || '\u00a0'
