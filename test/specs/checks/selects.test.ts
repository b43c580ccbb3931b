import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { isOnlyDifference } from '../../../specs/checks/selects.ts';

describe('the label by which two workloads differ', () => {
  const workload = (matchLabels: object): Manifest => new Manifest({ kind: 'Deployment', metadata: { name: 'x' }, spec: { selector: { matchLabels } } } as object, undefined, '07-canary');
  const stable = workload({ app: 'a', track: 'stable' });

  it('is the only one where they have all others in common', () => {
    expect(isOnlyDifference(workload({ app: 'a', track: 'canary' }), stable, 'track')).to.equal(true);
    expect(isOnlyDifference(workload({ app: 'a', track: 'canary' }), stable, 'app')).to.equal(false);
  });

  it('is one of several where another one tells them apart already', () => {
    for (const label of ['app', 'track']) expect(isOnlyDifference(workload({ app: 'b', track: 'canary' }), stable, label)).to.equal(false);
  });
});
