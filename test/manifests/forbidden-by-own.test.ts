import { expect } from 'chai';
import { forbiddenByOwn } from '../../harness/manifests/forbidden-by-own.ts';
import type { ObjectName } from '../../harness/manifests/manifest.ts';

describe('what of a folder forbids another object of it', () => {
  const brings = new Set<ObjectName>(['Pod/counter', 'ResourceQuota/few', 'LimitRange/giants', 'ValidatingAdmissionPolicy/trusted-images']);
  const by = (text: string): string | undefined => forbiddenByOwn(text, brings);

  it('is the quota, the limits or the policy that the API server speaks of', () => {
    expect(by('pods "counter" is forbidden: exceeded quota: few, requested: requests.cpu=10m, used: requests.cpu=0, limited: requests.cpu=0')).to.equal('ResourceQuota/few');
    expect(by('pods "counter" is forbidden: failed quota: few: must specify limits.cpu')).to.equal('ResourceQuota/few');
    expect(by('pods "counter" is forbidden: minimum memory usage per Container is 1Ti, but request is 8Mi')).to.equal('LimitRange/giants');
    expect(by('pods "counter" is forbidden: cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000')).to.equal('LimitRange/giants');
    expect(by(`pods "counter" is forbidden: ValidatingAdmissionPolicy 'trusted-images' with binding 'trusted-images' denied request: not trusted`)).to.equal('ValidatingAdmissionPolicy/trusted-images');
  });

  it('is nothing where it is the cluster\'s', () => {
    expect(by('pods "counter" is forbidden: exceeded quota: of-the-team, requested: pods=1')).to.equal(undefined);
    expect(by('pods "counter" is forbidden: violates PodSecurity "baseline:v1.33": privileged')).to.equal(undefined);
    expect(forbiddenByOwn('pods "counter" is forbidden: minimum memory usage per Container is 1Ti')).to.equal(undefined);
  });
});
