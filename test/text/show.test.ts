import { expect } from 'chai';
import { oneLine, shorten, show } from '../../harness/text/show.ts';

describe('show', () => {
  it('tells text from numbers, and says when there is nothing', () => {
    expect([undefined, null, 5, '5', 'two\nlines'].map(show)).to.deep.equal(['nothing', 'null', '5', '"5"', '"two\\nlines"']);
  });

  it('writes data as JSON', () => {
    expect(show({ replicas: 1, ports: [80] })).to.equal('{"replicas":1,"ports":[80]}');
  });

  it('writes what JSON cannot say as Node does', () => {
    expect(show(new Map([['a', 1]]))).to.equal("Map(1) { 'a' => 1 }");
    expect(show([NaN, undefined])).to.equal('[ NaN, undefined ]');
    expect(show(10n)).to.equal('10n');
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    expect(show(ring)).to.include('[Circular');
  });

  it('shortens what is long', () => {
    expect(show('x'.repeat(400))).to.equal(`"${'x'.repeat(298)}…`);
  });
});

describe('shorten', () => {
  it('leaves what is short as it is', () => {
    expect(shorten('x'.repeat(300))).to.equal('x'.repeat(300));
    expect(shorten('x'.repeat(301))).to.equal(`${'x'.repeat(299)}…`);
  });
});

describe('oneLine', () => {
  it('puts lines beside each other', () => {
    expect(oneLine('  one\n\n   two\tthree \n')).to.equal('one two three');
  });
});
