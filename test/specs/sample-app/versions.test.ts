import { expect } from 'chai';
import type { Manifest } from '../../../harness/lesson/given.ts';
import { toVersion } from '../../../specs/sample-app/versions.ts';

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

describe('toVersion', () => {
  it('changes the tag of the app and of nothing else', () => {
    const before = manifest({ spec: { template: { spec: { containers: [{ image: 'localhost:5000/koa-sample-ap:1.0' }, { image: 'busybox:1.37' }] } } } });
    expect(toVersion(before, '2.0').get('spec.template.spec.containers')).to.deep.equal([{ image: 'localhost:5000/koa-sample-ap:2.0' }, { image: 'busybox:1.37' }]);
  });
});
