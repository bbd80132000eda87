import type { Import, Imported } from '../../lab/lesson.ts'
import { traceText } from '../../lab/trace.ts'
import { readTrace } from '../../lab/trace-import.ts'
import { hpaImport } from './import/manifest.ts'
import type { params } from './params.ts'

const recordedLoad: Import<typeof params> = {
  key: 'trace',
  label: 'Import a recorded load',
  help:
    'Lines of time and requests per second (seconds or ISO timestamps, a header is allowed), or the JSON answer of ' +
    'Prometheus to a range query; several series are added up.',
  group: 'load',
  accept: '.csv,.txt,.json',
  example: 'time,rps\n0,300\n60,520\n120,910\n180,640\n240,310\n',
  read: (text) => Promise.resolve(loadFrom(text)),
}

function loadFrom(text: string): Imported<typeof params> {
  const read = readTrace(text)
  if ('failed' in read) return read
  return { set: { loadShape: 'trace', trace: traceText(read.trace) }, notices: read.notices }
}

/** What people have already: a recorded load, and an autoscaler. */
export const imports: readonly Import<typeof params>[] = [recordedLoad, hpaImport]
