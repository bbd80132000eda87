import { refillAt } from '../../../engines/backpressure/credit.ts'
import { pressesFrom, refusesFrom, relaxesAt } from '../../../engines/backpressure/marks.ts'
import type { Overflow } from '../../../engines/backpressure/queue.ts'
import { comments, type PressureNumbers, text } from './numbers.ts'

const strategies: Readonly<Record<Overflow, string | undefined>> = {
  reject: 'DROP_LATEST',
  dropOldest: 'DROP_OLDEST',
  block: undefined,
  codel: 'DROP_LATEST',
}

/** A subscriber of Reactive Streams that asks for items, and a buffer before it, in Reactor. */
export function reactiveStreams({ queue, credit, consumers }: PressureNumbers): string {
  const strategy = strategies[queue.overflow]
  const refill = refillAt(credit)
  return text([
    ...comments('//', [
      'Demand adds up: asked for, on its way and waiting are at most the prefetch.',
      'A publisher that keeps to the rules never overflows. The buffer is for sources that cannot wait.',
      strategy === undefined ? 'A source that can wait needs no buffer: it is asked, and sends no more.' : undefined,
      queue.overflow === 'codel'
        ? 'Reactor drops by number, not by waiting time: target and interval are left out.'
        : undefined,
      consumers > 1 ? undefined : 'limitRate(prefetch, refill) does what the subscriber below does by hand.',
    ]),
    'source',
    strategy === undefined
      ? undefined
      : `    .onBackpressureBuffer(${refusesFrom(queue)}, item -> lost.increment(), ` +
        `BufferOverflowStrategy.${strategy})`,
    consumers > 1 ? `    .limitRate(${credit.prefetch}, ${refill})` : undefined,
    consumers > 1 ? `    .flatMap(item -> work(item), ${consumers}) // items in work at once` : undefined,
    ...(consumers > 1 ? ['    .subscribe();'] : subscriber(credit.prefetch, refill)),
  ])
}

const subscriber = (prefetch: number, refill: number): readonly string[] => [
  '    .subscribe(new BaseSubscriber<Item>() {',
  '        private int used;',
  '',
  '        @Override',
  '        protected void hookOnSubscribe(Subscription subscription) {',
  `            request(${prefetch}); // the first credit`,
  '        }',
  '',
  '        @Override',
  '        protected void hookOnNext(Item item) {',
  '            work(item);',
  `            if (++used < ${refill}) return;`,
  '            request(used); // more than 0, or the stream ends with an error',
  '            used = 0;',
  '        }',
  '    });',
]

const duties: Readonly<Record<Overflow, string>> = {
  reject: 'turn new ones away',
  dropOldest: 'drop the oldest that it has not written yet',
  block: 'wait until the channel is writable',
  codel: 'turn new ones away, and drop before writing what has waited too long',
}

/** Marks of Netty's write buffer. */
export function netty({ queue }: PressureNumbers): string {
  const high = pressesFrom(queue) - 1
  const low = relaxesAt(queue) + 1
  return text([
    ...comments('//', [
      'Bytes, not items: measure what an item takes; Netty adds an overhead for each.',
      'Not writable above the high mark, writable again below the low one: both strictly, as here.',
      low > high ? 'One mark for both ways here; Netty wants low ≤ high.' : undefined,
      `Netty never refuses. At ${refusesFrom(queue)} items the caller must ${duties[queue.overflow]}.`,
    ]),
    'static final int ITEM_BYTES = 1024;',
    '',
    'bootstrap.childOption(',
    '    ChannelOption.WRITE_BUFFER_WATER_MARK,',
    `    new WriteBufferWaterMark(${Math.min(low, high)} * ITEM_BYTES, ${high} * ITEM_BYTES));`,
    '',
    '// In the handler that feeds the channel:',
    '@Override',
    'public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {',
    '    boolean mayWrite = context.channel().isWritable();',
    '    source.config().setAutoRead(mayWrite); // stop reading where the data comes from: TCP tells the peer',
    '    super.channelWritabilityChanged(context);',
    '}',
  ])
}
