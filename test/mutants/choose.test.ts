import { expect } from 'chai';
import { sample, shardOf } from '../../harness/mutants/choose.ts';
import type { Variant } from '../../harness/mutants/mutant.ts';

const variants = ['a', 'b', 'c'].flatMap((lesson, index) =>
  Array.from({ length: [3, 50, 200][index] ?? 0 }, (_, n): Variant => ({ fullId: `${lesson}/${n}`, lesson, id: String(n), object: 'Pod/x', changes: [], standsFor: '' })));
const ids = (chosen: readonly Variant[]): string[] => chosen.map(({ fullId }) => fullId);

describe('sample', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(ids(sample(variants, 40, '2026-11-23'))).to.deep.equal(ids(sample(variants, 40, '2026-11-23')));
    expect(ids(sample(variants, 40, '2026-11-24'))).not.to.deep.equal(ids(sample(variants, 40, '2026-11-23')));
  });

  it('has some of every lesson, each mutant once', () => {
    const chosen = ids(sample(variants, 40, 'x'));
    expect(new Set(chosen).size).to.equal(40);
    expect(chosen.filter((id) => id.startsWith('a/')), 'all three of the smallest').to.have.length(3);
    expect(chosen.filter((id) => id.startsWith('b/'))).to.have.length.within(18, 19);
  });

  it('is everything when there is less than that', () => {
    expect(sample(variants, 1_000, 'x')).to.have.length(253);
  });
});

describe('shardOf', () => {
  it('makes parts that together are all, each once', () => {
    const parts = [1, 2, 3, 4].map((index) => shardOf(variants, { index, of: 4 }));
    expect(parts.map(({ length }) => length)).to.deep.equal([64, 63, 63, 63]);
    expect(new Set(parts.flat()).size).to.equal(253);
  });
});
