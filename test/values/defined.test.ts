import { expect } from 'chai';
import { defined } from '../../harness/values/defined.ts';

interface Place {
  file: string;
  line?: number;
  column?: number | null;
}

function place(line: number | undefined, column?: number | null): Place {
  return defined({ file: 'a.yaml', line, column });
}

describe('defined', () => {
  it('leaves out what is undefined, and nothing else', () => {
    expect(place(undefined)).to.have.all.keys('file');
    expect(place(0, null)).to.deep.equal({ file: 'a.yaml', line: 0, column: null });
    expect(defined({ text: '', no: false })).to.deep.equal({ text: '', no: false });
  });

  it('keeps the compiler strict about the rest', () => {
    const maybe = place(7).line;
    // @ts-expect-error what may be undefined cannot stand for what must be there
    const missing: Place = defined({ file: maybe === undefined ? undefined : 'a.yaml' });
    // @ts-expect-error a property keeps its type
    const wrong: Place = defined({ file: 'a.yaml', line: maybe === undefined ? undefined : '7' });
    const sure: { line: number } = defined({ line: 7 });
    expect([missing, wrong, sure]).to.deep.equal([{ file: 'a.yaml' }, { file: 'a.yaml', line: '7' }, { line: 7 }]);
  });
});
