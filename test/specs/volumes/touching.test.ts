import { expect } from 'chai';
import type { Manifest } from '../../../harness/manifests/manifest.ts';
import { touching } from '../../../specs/volumes/touching.ts';
import { written } from './pods.ts';

describe('touching', () => {
  it('applies another annotation each time, and keeps those that there are', async () => {
    const applied: unknown[] = [];
    const pod = written({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', annotations: { team: 'blue' } }, spec: { containers: [] } });
    const again = touching({ apply: async (...manifests: Manifest[]) => { await Promise.resolve(applied.push(...manifests.map((each) => each.get('metadata.annotations')))); } }, pod);
    await again();
    await again();
    expect(applied).to.deep.equal([{ team: 'blue', touched: '1' }, { team: 'blue', touched: '2' }]);
  });
});
