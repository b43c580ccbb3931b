import { expect } from 'chai';
import type { Manifest } from '../../../harness/lesson/given.ts';
import { fewestReady, toVersion } from '../../../specs/api/versions.ts';

/** As much of a manifest as these functions ask for. */
function manifest(object: object): Manifest {
  return {
    get: (path: string) => path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object),
    changed: (change: (draft: object) => void) => {
      const draft = structuredClone(object);
      change(draft);
      return manifest(draft);
    },
  } as unknown as Manifest;
}

describe('fewestReady', () => {
  const cases = [
    [2, { maxUnavailable: 0, maxSurge: 1 }, 2],
    [4, { maxUnavailable: 1 }, 3],
    [3, { maxUnavailable: '25%' }, 3],
    [4, { maxUnavailable: '50%' }, 2],
    [4, undefined, 3],
  ] as const;
  for (const [replicas, rollingUpdate, fewest] of cases) {
    it(`is ${fewest} of ${replicas} for ${JSON.stringify(rollingUpdate ?? 'nothing said')}`, () => {
      expect(fewestReady(manifest({ spec: { replicas, strategy: { rollingUpdate } } }))).to.equal(fewest);
    });
  }

  it('is none for Recreate', () => {
    expect(fewestReady(manifest({ spec: { replicas: 2, strategy: { type: 'Recreate' } } }))).to.equal(0);
  });
});

describe('toVersion', () => {
  it('changes the tag of the app and of nothing else', () => {
    const before = manifest({ spec: { template: { spec: { containers: [{ image: 'localhost:5000/koa-sample-ap:1.0' }, { image: 'busybox:1.37' }] } } } });
    expect(toVersion(before, '2.0').get('spec.template.spec.containers')).to.deep.equal([{ image: 'localhost:5000/koa-sample-ap:2.0' }, { image: 'busybox:1.37' }]);
  });
});
