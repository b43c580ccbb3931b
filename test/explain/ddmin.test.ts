import { expect } from 'chai';
import { ddmin, Tries, type Minimal, type Outcome } from '../../harness/explain/ddmin.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Looks for what fails among the numbers, with what was tried. */
async function search(count: number, fails: (items: readonly number[]) => Outcome, options = { most: 1_000, jobs: 2 }): Promise<Minimal<number> & { tried: number[][]; atOnce: number; rounds: number }> {
  const tried: number[][] = [];
  let [atOnce, rounds] = [0, 0];
  const all = numbers(count);
  const tries = new Tries(all, async (sets) => {
    tried.push(...sets.map((set) => [...set]));
    atOnce = Math.max(atOnce, sets.length);
    rounds += 1;
    return await Promise.resolve(sets.map(fails));
  }, options);
  return { ...await ddmin(all, tries), tried, atOnce, rounds };
}

/** Fails when all of these are there. */
const needs = (...wanted: number[]) => (items: readonly number[]): Outcome => (wanted.every((each) => items.includes(each)) ? 'fails' : 'passes');

describe('ddmin', () => {
  it('finds the one item that fails, and tries the first ones by themselves before anything else', async () => {
    expect(await search(8, needs(1))).to.deep.include({ items: [1], isMinimal: true, tries: 2, tried: [[0], [1]] });
    expect(await search(8, needs(6))).to.deep.include({ items: [6], isMinimal: true });
  });

  it('finds every set of two and of three that only fails together', async () => {
    for (const a of numbers(7)) for (const b of numbers(a)) {
      expect((await search(7, needs(a, b))).items).to.deep.equal([b, a]);
      for (const c of numbers(b)) expect(await search(7, needs(a, b, c))).to.deep.include({ items: [c, b, a], isMinimal: true });
    }
  });

  it('is content with all of them where nothing less fails', async () => {
    expect(await search(4, needs(0, 1, 2, 3))).to.deep.include({ items: [0, 1, 2, 3], isMinimal: true });
    expect(await search(1, needs(0))).to.deep.include({ items: [0], isMinimal: true, tries: 0 });
  });

  it('takes what is unclear for no failure', async () => {
    const result = await search(6, (items) => (items.includes(2) !== items.includes(3) ? 'unclear' : needs(2, 3, 5)(items)));
    expect(result.items).to.deep.equal([2, 3, 5]);
  });

  it('tries no set twice', async () => {
    const { tried } = await search(9, needs(1, 4, 8));
    const keys = tried.map((set) => set.toSorted((a, b) => a - b).join(','));
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('leaves no room beside a try empty that one of the next steps needs', async () => {
    expect(await search(3, needs(0, 1, 2))).to.deep.include({ items: [0, 1, 2], tries: 6, rounds: 3 });
    expect(await search(3, needs(0, 1, 2), { most: 1_000, jobs: 1 })).to.deep.include({ tries: 6, rounds: 6 });
  });

  it('keeps to its bounds, and says that a smaller set may be possible', async () => {
    const { tried, items, isMinimal, atOnce } = await search(32, needs(5, 20, 31), { most: 9, jobs: 3 });
    expect(tried).to.have.lengthOf(9);
    expect(atOnce).to.equal(3);
    expect(items).to.include.members([5, 20, 31]);
    expect(isMinimal).to.equal(false);
  });
});

describe('Tries', () => {
  it('knows what was noted without trying it', async () => {
    const tries = new Tries(['a', 'b'], () => Promise.reject(new Error('not to be tried')), { most: 3, jobs: 1 });
    tries.note(['b', 'a'], 'fails');
    await tries.tryAll([['a', 'b']]);
    expect(tries.known(['a', 'b'])).to.equal('fails');
    expect(tries.made).to.equal(0);
  });
});
