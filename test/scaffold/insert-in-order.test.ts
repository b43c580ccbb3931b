import { expect } from 'chai';
import { insertInOrder } from '../../harness/scaffold/insert-in-order.ts';

describe('insertInOrder', () => {
  const name = /^(\d\d):/;
  const text = '# Names.\n02: a\n04:\n  - b\n  - c\n06: d\n\n03: another block\n';

  it('puts an entry before, between and behind others, past the lines that belong to them', () => {
    expect(insertInOrder(text, '01: x', name)).to.equal(text.replace('02: a', '01: x\n02: a'));
    expect(insertInOrder(text, '05: x', name)).to.equal(text.replace('06: d', '05: x\n06: d'));
    expect(insertInOrder(text, '09: x', name)).to.equal(text.replace('06: d', '06: d\n09: x'));
  });

  it('ends a text with it', () => {
    expect(insertInOrder('02:\n  - a\n', '03: x', name)).to.equal('02:\n  - a\n03: x\n');
  });

  it('says that there is nothing to stand beside', () => {
    expect(() => insertInOrder('# None.\n', '01: x', name)).to.throw('there is no entry beside which "01: x" could stand');
  });
});
