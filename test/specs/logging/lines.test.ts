import { expect } from 'chai';
import type { Container, LogLine } from '../../../harness/lesson/given.ts';
import { linesOf, linesUntil } from '../../../specs/logging/lines.ts';

const line = (text: string): LogLine => ({ text, time: 0, stamp: '' });

/** A stream that brings these lines one after the other; the log is followed until there are enough. */
function stream(...texts: string[]): Container {
  return {
    lines: ({ until }: { until: (line: LogLine, all: readonly LogLine[]) => boolean }) => {
      const all: LogLine[] = [];
      for (const text of texts) {
        all.push(line(text));
        if (until(all.at(-1) as LogLine, all)) return Promise.resolve(all);
      }
      return Promise.reject(new Error('not enough lines'));
    },
  } as unknown as Container;
}

describe('the lines of a log file in a stream', () => {
  const blame = { on: 'Pod/web' } as const;
  const texts = (lines: LogLine[]): string[] => lines.map(({ text }) => text);

  it('are counted without the notices of tail itself', async () => {
    const notice = "tail: can't open '/var/log/1.log'";
    expect(texts(await linesOf(stream(notice, '0', '1', '2'), 2, blame))).to.deep.equal(['0', '1']);
    const refused = await linesOf(stream(notice, '0'), 2, blame).catch((error: unknown) => error);
    expect(refused).to.be.an('error').with.property('message', 'not enough lines');
  });

  it('are all there are when one fits, whichever came first', async () => {
    const state = { en: 'the line 3', ja: '3 行目' };
    expect(texts(await linesUntil(stream('2', '3', '4'), (lines) => lines.some(({ text }) => text === '3'), state, blame))).to.deep.equal(['2', '3']);
  });
});
