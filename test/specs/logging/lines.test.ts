import { expect } from 'chai';
import type { Container, LogLine } from '../../../harness/lesson/given.ts';
import { linesOf, linesUntil, logLines } from '../../../specs/logging/lines.ts';
import { streams } from '../../../specs/logging/pods.ts';

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

describe('the lines of log files in a stream', () => {
  const blame = { on: 'Pod/web' } as const;
  const [first, second] = streams;
  const texts = (lines: readonly { text: string }[]): string[] => lines.map(({ text }) => text);

  it('are those of one of the two forms: whatever else a sidecar says is left out', () => {
    const all = ["tail: can't open '/var/log/1.log'", '0: Mon', 'touch: /var/log/2.log: Read-only file system', 'Mon INFO 0', 'waiting for the file'];
    expect(texts(logLines(all.map(line)))).to.deep.equal(['0: Mon', 'Mon INFO 0']);
  });

  it('are counted by those of the own form', async () => {
    expect(texts(await linesOf(stream('starting', '0: Mon', '1: Mon', '2: Mon'), first, 2, blame))).to.deep.equal(['0: Mon', '1: Mon']);
    const refused = await linesOf(stream('starting', '0: Mon', 'one'), first, 2, blame).catch((error: unknown) => error);
    expect(refused).to.be.an('error').with.property('message', 'not enough lines');
  });

  it('are shown at once when they are those of the other file', async () => {
    expect(texts(await linesOf(stream('0: Mon', '1: Mon', '2: Mon'), second, 2, blame))).to.deep.equal(['0: Mon', '1: Mon']);
  });

  it('are all there are when one fits, whichever came first', async () => {
    const state = { en: 'the line 3', ja: '3 行目' };
    expect(texts(await linesUntil(stream('2: a', '3: b', '4: c'), (lines) => lines.some(({ text }) => text === '3: b'), state, blame))).to.deep.equal(['2: a', '3: b']);
  });
});
