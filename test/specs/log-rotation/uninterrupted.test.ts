import { expect } from 'chai';
import { uninterrupted } from '../../../specs/log-rotation/uninterrupted.ts';

describe('lines between the parts of a long one', () => {
  const texts = (...lines: string[]): string[] => uninterrupted(lines.map((text, at) => ({ text, time: at, stamp: String(at) }))).map(({ text }) => text);

  it('are lines of their own, and the long one is whole', () => {
    expect(texts('err 73', 'long 1 2 34err 74', 'err 75', '98 3499 end', 'out 1')).to.deep.equal(['err 73', 'err 74', 'err 75', 'long 1 2 3498 3499 end', 'out 1']);
  });

  it('may come between each two of its parts', () => {
    expect(texts('long 1 2err 99', ' 3err 100', ' 4 end')).to.deep.equal(['err 99', 'err 100', 'long 1 2 3 4 end']);
  });

  it('may go on behind their number', () => {
    expect(texts('out 1 of 100', 'long 1 2err 99 of 100', 'err 100 of 100', ' 3 end')).to.deep.equal(['out 1 of 100', 'err 99 of 100', 'err 100 of 100', 'long 1 2 3 end']);
  });

  it('leave a long line as it is that nothing interrupts, and one without its end', () => {
    expect(texts('out 100', 'long 1 2 3 end', 'err 100')).to.deep.equal(['out 100', 'long 1 2 3 end', 'err 100']);
    expect(texts('long 1 2 3', 'err 1')).to.deep.equal(['long 1 2 3', 'err 1']);
    expect(texts('long 1 2err 100')).to.deep.equal(['err 100', 'long 1 2']);
  });
});
