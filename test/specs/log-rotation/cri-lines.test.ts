import { expect } from 'chai';
import { parseCri, printedLines, type CriEntry } from '../../../specs/log-rotation/cri-lines.ts';

const stamp = '2016-10-06T00:17:09.669794202Z';

describe('a line of a log file on a node', () => {
  it('has a time, a stream, a tag and a text, which may be empty or begin with a blank', () => {
    expect(parseCri(`${stamp} stderr F  two words`)).to.deep.equal({ stamp, stream: 'stderr', tag: 'F', text: ' two words' });
    expect(parseCri(`${stamp} stdout P `)).to.deep.equal({ stamp, stream: 'stdout', tag: 'P', text: '' });
    expect(parseCri('2016-10-06T00:17:09+09:00 stdout F:more x')).to.deep.equal({ stamp: '2016-10-06T00:17:09+09:00', stream: 'stdout', tag: 'F', text: 'x' });
  });

  it('is none when something is missing or called otherwise', () => {
    for (const line of ['', 'out 1', `${stamp} out 1`, `${stamp} stdin F out 1`, `${stamp} stdout X out 1`, `${stamp} stdout F`, 'stdout F out 1']) expect(parseCri(line), line).to.equal(undefined);
  });
});

describe('printed lines', () => {
  const entry = (stream: CriEntry['stream'], tag: CriEntry['tag'], text: string): CriEntry => ({ stamp, stream, tag, text });

  it('are put together from their parts, each stream for itself', () => {
    const entries = [entry('stdout', 'P', 'a'), entry('stderr', 'F', 'error'), entry('stdout', 'P', 'b'), entry('stdout', 'F', 'c'), entry('stdout', 'F', 'd')];
    expect(printedLines(entries)).to.deep.equal([
      { stream: 'stderr', text: 'error', parts: ['error'] },
      { stream: 'stdout', text: 'abc', parts: ['a', 'b', 'c'] },
      { stream: 'stdout', text: 'd', parts: ['d'] },
    ]);
  });

  it('leave out what has no end yet', () => {
    expect(printedLines([entry('stdout', 'F', 'a'), entry('stdout', 'P', 'b')]).map(({ text }) => text)).to.deep.equal(['a']);
  });
});
