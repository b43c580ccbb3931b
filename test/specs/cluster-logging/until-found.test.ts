import { expect } from 'chai';
import type { LogStore } from '../../../specs/cluster-logging/log-store.ts';
import { untilFound } from '../../../specs/cluster-logging/until-found.ts';

/** A store that finds so many lines at one question after the other, and how often it was asked. */
function finding(...counts: number[]): { store: LogStore; asked: () => number } {
  let asked = 0;
  const count = (): Promise<{ all: number; different: number }> => Promise.resolve({ all: 99, different: counts[Math.min(asked++, counts.length - 1)] ?? 0 });
  return { store: { count } as unknown as LogStore, asked: () => asked };
}

describe('lines that are to be found', () => {
  it('are asked for until there are so many different ones', async () => {
    const { store, asked } = finding(0, 2, 3);
    await untilFound(store, 'web', 3, { within: 10_000 });
    expect(asked()).to.equal(3);
  });

  it('are given up when nothing new has come for a while', async () => {
    const { store, asked } = finding(0, 1, 2);
    await untilFound(store, 'web', 3, { within: 300 });
    // What is new begins the while anew.
    expect(asked()).to.be.within(4, 6);
  });

  it('are looked at each time before they are counted', async () => {
    const { store, asked } = finding(0, 1);
    const looks: number[] = [];
    await untilFound(store, 'web', 1, { onLook: () => Promise.resolve(looks.push(asked())) });
    expect(looks).to.deep.equal([0, 1]);
  });
});
