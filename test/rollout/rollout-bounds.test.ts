import { expect } from 'chai';
import { rolloutBounds } from '../../harness/rollout/rollout-bounds.ts';

describe('the bounds of a rollout', () => {
  const bounds = (replicas: number, strategy?: object) => rolloutBounds({ spec: { replicas, ...(strategy === undefined ? {} : { strategy }), selector: {}, template: {} } });
  const rolling = (maxUnavailable: unknown, maxSurge: unknown) => ({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } });

  it('are a quarter each when nothing is said: missing pods rounded down, additional ones up', () => {
    expect(bounds(2)).to.deep.equal({ fewestReady: 2, mostWanted: 3, atOnce: 1 });
    expect(bounds(10, { type: 'RollingUpdate' })).to.deep.equal({ fewestReady: 8, mostWanted: 13, atOnce: 5 });
  });

  it('are what the strategy says, in pods or in percent', () => {
    expect(bounds(4, rolling(0, 1))).to.deep.equal({ fewestReady: 4, mostWanted: 5, atOnce: 1 });
    expect(bounds(4, rolling('100%', '50%'))).to.deep.equal({ fewestReady: 0, mostWanted: 6, atOnce: 6 });
    expect(bounds(100, rolling('7%', '7%'))).to.deep.equal({ fewestReady: 93, mostWanted: 107, atOnce: 14 });
  });

  it('let one pod be missing where nothing else could move', () => {
    expect(bounds(3, rolling(0, 0))).to.deep.equal({ fewestReady: 2, mostWanted: 3, atOnce: 1 });
  });

  it('let all be missing with Recreate', () => {
    expect(bounds(3, { type: 'Recreate' })).to.deep.equal({ fewestReady: 0, mostWanted: 3, atOnce: 3 });
  });
});
