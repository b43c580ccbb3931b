import { expect } from 'chai';
import { sample, shardOf } from '../../harness/mutants/choose.ts';
import type { Variant } from '../../harness/mutants/mutant.ts';

const variants = ['a', 'b', 'c'].flatMap((lesson, index) =>
  Array.from({ length: [3, 50, 200][index] ?? 0 }, (_, n): Variant => ({ fullId: `${lesson}/${n}`, lesson, id: String(n), object: 'Pod/x', changes: [], standsFor: '' })));
const same = (): number => 20;
const ids = (chosen: readonly Variant[]): string[] => chosen.map(({ fullId }) => fullId);

describe('sample', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(ids(sample(variants, 40, '2026-11-23', same))).to.deep.equal(ids(sample(variants, 40, '2026-11-23', same)));
    expect(ids(sample(variants, 40, '2026-11-24', same))).not.to.deep.equal(ids(sample(variants, 40, '2026-11-23', same)));
  });

  it('has some of every lesson, each mutant once', () => {
    const chosen = ids(sample(variants, 40, 'x', same));
    expect(new Set(chosen).size).to.equal(40);
    expect(chosen.filter((id) => id.startsWith('a/')), 'all three of the smallest').to.have.length(3);
    expect(chosen.filter((id) => id.startsWith('b/'))).to.have.length.within(18, 19);
  });

  it('takes few of a lesson that takes long, and one at least', () => {
    const chosen = ids(sample(variants, 40, 'x', (lesson) => ({ a: 1_000, b: 60, c: 20 })[lesson] ?? 0));
    expect(['a', 'b', 'c'].map((lesson) => chosen.filter((id) => id.startsWith(`${lesson}/`)).length)).to.deep.equal([1, 10, 29]);
  });

  it('is everything when there is less than that', () => {
    expect(sample(variants, 1_000, 'x', same)).to.have.length(253);
  });
});

describe('shardOf', () => {
  it('makes parts that together are all, each once', () => {
    const parts = [1, 2, 3, 4].map((index) => shardOf(variants, { index, of: 4 }));
    expect(parts.map(({ length }) => length)).to.deep.equal([64, 63, 63, 63]);
    expect(new Set(parts.flat()).size).to.equal(253);
  });
});
