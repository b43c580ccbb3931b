import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { graceOf } from '../../../specs/checks/grace.ts';

const graceIn = (kind: string, spec: object): number => graceOf(new Manifest({ kind, metadata: { name: 'x' }, spec } as object, undefined, 'x'));

describe('the seconds that a pod has to terminate', () => {
  it('are those that it, or the template of its workload, says', () => {
    expect(graceIn('Pod', { terminationGracePeriodSeconds: 1 })).to.equal(1);
    expect(graceIn('Deployment', { template: { spec: { terminationGracePeriodSeconds: 0 } } })).to.equal(0);
  });

  it('are 30 where nothing is said', () => {
    expect(graceIn('Pod', {})).to.equal(30);
    expect(graceIn('Deployment', { template: { spec: {} } })).to.equal(30);
  });
});
