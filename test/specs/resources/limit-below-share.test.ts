import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { limitBelowShare } from '../../../specs/resources/limit-below-share.ts';

describe('a CPU limit below the share of a pod', () => {
  const measured = (rate: number, requests: string, limits?: string) => ({
    rate, pod: new Manifest({ kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'app', resources: { requests: { cpu: requests }, ...(limits === undefined ? {} : { limits: { cpu: limits } }) } }] } } as object, undefined, '16-resources'),
  });

  it('is one with which it gets less than the other one, or no more than it requests', () => {
    expect(limitBelowShare(measured(1.1, '150m', '200m'), measured(0.37, '50m'))).to.equal(0.2);
    expect(limitBelowShare(measured(0.36, '150m', '150m'), measured(0.12, '50m')), 'a machine with little to share').to.equal(0.15);
  });

  it('is none where there is no limit, one above the share, or both are held to what they request', () => {
    expect(limitBelowShare(measured(1.1, '150m'), measured(0.37, '50m'))).to.equal(undefined);
    expect(limitBelowShare(measured(1.1, '150m', '600m'), measured(0.37, '50m', '200m'))).to.equal(undefined);
    expect(limitBelowShare(measured(1.1, '150m', '150m'), measured(0.37, '50m', '50m'))).to.equal(undefined);
  });
});
